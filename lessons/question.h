/**
 * @file
 * Questions to answer before one sees: what is behind predict(), and what is asked at the end.
 *
 * Each lesson has a file of them, lessons/NN_.../questions.c. The terminal asks them with --step,
 * the site asks those that stand in the recording: this is the one source. What is behind every
 * choice is a claim: the right one's proves it, another one's refutes it; a test demands that a run
 * has checked them all.
 */
#ifndef RECLAIM_LESSONS_QUESTION_H
#define RECLAIM_LESSONS_QUESTION_H

#include <stdbool.h>
#include <stdio.h>

enum { MOST_CHOICES = 5, QUESTIONS_AT_END = 6 };

/** What is asked: a fact to foretell, or what one believes about it. */
enum question_kind { WHAT, WHY };

struct question {
    enum question_kind kind;
    const char *ask;   /**< the words of a predict(), or a question of its own for the end */
    const char *typed; /**< what a right answer that is typed reads like; NULL: choose only */
    struct choice {
        const char *text;
        const char *claim;   /**< that proves it, or refutes it */
        const char *because; /**< what one should know then */
    } choices[MOST_CHOICES]; /**< the first is right; people see them in another order */
};

/** That of lesson @p number with these words; NULL: it has none. */
const struct question *question_asked(const char *number, const char *words);

/** The questions at the end of lesson @p number: its own, then some of earlier lessons, from the
 * one before backwards. @return how many there are in @p chosen, QUESTIONS_AT_END at most. */
int questions_at_end(const char *number, const struct question *chosen[QUESTIONS_AT_END]);

/** In which order people see the choices: @p order gets their numbers. @return how many there are.
 */
int question_order(const struct question *question, int order[MOST_CHOICES]);

/** Stands between the questions of a lesson's predict()s and those for its end. */
#define END                                                                                        \
    {                                                                                              \
        .ask = ""                                                                                  \
    }

#endif
