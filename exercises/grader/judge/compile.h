/* The learner's one file: compiled, looked over, linked. Nothing else of a submission is ever used.
 */
#ifndef RECLAIM_GRADER_JUDGE_COMPILE_H
#define RECLAIM_GRADER_JUDGE_COMPILE_H

#include "exercises/grader/judge/catalogue.h"

struct compilation {
    const struct exercise *exercise;
    const char *source;  /* what is compiled: the learner's file, or a copy of what was handed in */
    const char *scratch; /* an empty folder of our own, and one in it for what others make */
    const char *room;
    const char *cc;    /* another compiler than the build's; NULL */
    struct words more; /* further options ("-O2") */
    bool sandbox;      /* inside bubblewrap */

    const char *object, *shared; /* what came out, in scratch */
    const char *errors;  /* the compiler's first error with its line and caret; NULL: it compiled */
    const char *warning; /* its first warning; NULL */
    const char *forbidden; /* a file it includes and must not, NULL */
};

/* Fills object, errors, warning, forbidden. */
bool compile(struct compilation *compilation);
/* Links object, and others beside it (NULL: none), and fills shared; false (and errors) when the
 * linker says no. */
bool link_shared(struct compilation *compilation, const struct words *others);

#endif
