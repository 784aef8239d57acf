/* What there is to grade: the manifests that the build wrote, in the course's order.
 *
 * A manifest is lines "key value"; ReclaimExercise.cmake says which. Keys that are absent are NULL
 * here.
 */
#ifndef RECLAIM_GRADER_JUDGE_CATALOGUE_H
#define RECLAIM_GRADER_JUDGE_CATALOGUE_H

#include "exercises/grader/base/text.h"

struct exercise {
    const char *name;     /* 1b_slot */
    const char *id;       /* 1b */
    const char *lesson;   /* 01_refcounting */
    const char *root;     /* the project */
    const char *source;   /* the learner's file */
    const char *contract; /* its header */
    const char *tasks;    /* tasks.md of the lesson */
    const char *pack;     /* recorded answers, for a copy without solutions */
    const char *seam;     /* file of the library that it replaces */
    const char *solution, *mistakes, *reference;
    const char *checks;      /* the program that the learner's object is preloaded into */
    const char *lessons;     /* a seam's: the lessons, with its functions left undefined */
    const char *course;      /* the same with the library as it is */
    const char *open;        /* a seam's: conformance programs that its contract leaves open */
    const char *conformance; /* the capstone's only: the conformance programs */
    const char *cc;
    struct words cflags, ldflags, allow, without;
    struct words told; /* a seam's: the lessons that run on it, 00_start and so on */
    bool star, sanitized;
};

struct catalogue {
    const char *build; /* the build directory */
    struct exercise *exercises;
    size_t count;
};

/* Reads all manifests below build; gives up with a sentence when there are none. */
void catalogue_load(struct catalogue *catalogue, const char *build);

/* What the build made for the capstone, as an exercise of which most is NULL. False: it has not. */
bool catalogue_capstone(struct exercise *capstone, const char *build);
/* The same for ./reclaim try. */
bool catalogue_try(struct exercise *exercise, const char *build);

/* The exercises that a word means, into chosen[catalogue->count]: "1b", "1b_slot", "slot", "1" or
 * "01_refcounting" (all of the lesson), in large or small letters. Gives up, naming the nearest,
 * when it means none. */
size_t catalogue_choose(const struct catalogue *catalogue, const char *word,
                        const struct exercise **chosen);

/* The part of the name after the id: "slot". */
const char *exercise_title(const struct exercise *exercise);
/* The same for people: "deep release". */
const char *exercise_words(const struct exercise *exercise);
/* The path as the learner knows it, below the project. */
const char *path_in_project(const struct exercise *exercise, const char *path);

#endif
