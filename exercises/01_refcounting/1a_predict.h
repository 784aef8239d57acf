/**
 * @file
 * Exercise 1a: predict counts, before you run anything.
 *
 * The questions are in 1a_questions.h: four short stories, each of which asks three times how many
 * references there are to an object at that point. Open it beside your file; the answers are not in
 * it. They come from running the stories. (1a_predict.checks.c says what wrong answers mean, and so
 * gives right ones away.)
 *
 * Each story does something `n` times, and is told with several `n`. You are told `n` and
 * nothing else, so an answer is a number, or a small formula: `n`, `n + 1` ...
 */
#ifndef RECLAIM_EXERCISE_1A_PREDICT_H
#define RECLAIM_EXERCISE_1A_PREDICT_H

/** The answer to question @p question (1 to 12) of its story, which does its thing @p n times. */
int predict(int question, int n);

#endif
