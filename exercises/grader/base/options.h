/* What the command line asked for. */
#ifndef RECLAIM_GRADER_BASE_OPTIONS_H
#define RECLAIM_GRADER_BASE_OPTIONS_H

#include <stdint.h>

#include "exercises/grader/base/text.h"

enum choice { CHOICE_AUTO, CHOICE_ON, CHOICE_OFF };

struct options {
    const char *build;
    struct words arguments; /* what is no option: lessons and exercises */
    uint64_t seed;          /* 0: a random one */
    uint64_t seed_count;    /* for the command seeds: how many, from seed on */
    const char *json, *junit, *csv, *verdicts;
    const char
        *submission; /* a file or folder with the answers to grade; NULL: the learner's own */
    const char *class_folder;
    bool resume; /* go on with a class that was stopped */
    const char *cc;
    struct words more; /* further compiler options */
    bool against_solutions;
    bool recorded; /* prefer the pack to the reference program */
    bool verbose;
    const char *section; /* of a page, the one to show */
    bool onward;         /* and those after it */
    bool all;            /* without waiting */
    bool further;        /* the next hint */
    bool poll;           /* watch: look, do not wait to be told */
    bool peek;           /* a solution before a pass */
    bool yes;            /* no question */
    enum choice valgrind, sandbox;
    bool no_gate, no_filter, no_lessons; /* for the judge's own tests */
    double slow;                         /* time limits are multiplied by this */
};

#endif
