/**
 * @file
 * Exercise 7a: predict which pools and arenas are in use, before you run anything.
 *
 * The questions are in 7a_questions.h: three short stories, each of which asks three times. The
 * answers are not in it; they come from running the stories. (7a_predict.checks.c says what wrong
 * answers mean, and so gives right ones away.)
 *
 * Each story does something `n` times, and is told with several `n`. You are told `n` and
 * nothing else, so an answer is a number, or a small formula: `n`, `2 * n + 1` ...
 */
#ifndef RECLAIM_EXERCISE_7A_PREDICT_H
#define RECLAIM_EXERCISE_7A_PREDICT_H

/** The answer to question @p question (1 to 9) of its story, which does its thing @p n times. */
int predict(int question, int n);

#endif
