/**
 * @file
 * A program of operations on both worlds: performing it, comparing after each operation, and making
 * a program that parts them smaller.
 *
 * A divergence may also be a crash, so what may part runs in a child process; its program and what
 * it says stand in memory that parent and child share.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_EPISODE_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_EPISODE_H

#include "common/tests/conformance/operations.h"

enum { MAX_LENGTH = 4096 };

/** How a child ends. */
enum episode_end {
    END_ALIKE,
    END_PARTED,
    END_HARNESS, /* the harness cannot go on, and has said why */
    END_LEAKED,
    END_CPYTHON_BUG, /* see episode_expect_known_crash() */
};

struct episode {
    uint64_t seed;
    unsigned long performed, episodes; /* by all children so far */
    size_t length;
    char report[300]; /* how the worlds part; "a crash", if nothing came after */
    struct operation program[MAX_LENGTH];
};

extern struct episode *episode;

/** Makes the shared memory; before any child is made. */
void episode_init(void);

/** Ends this process with END_CPYTHON_BUG when CPython crashes as 3.11 is known to: in
 * PyObject_ClearWeakRefs(), which makes a tuple for the callbacks; when that starts a collection
 * that frees one of the weak references, it goes on with what is gone. Ours looks again. */
void episode_expect_known_crash(void);

/** Draws and performs @p length operations. Ends the process with END_PARTED when the worlds part.
 */
void episode_run(uint64_t seed, size_t length);

/** Performs episode->program in a child. @p tell: prints the events of the operation that parts
 * them.
 *  @return whether the worlds part. */
bool episode_parts(bool tell);

/** Leaves out of a program that parts the worlds whatever is not needed for that. */
void episode_shrink(void);

/** Prints the program, a line for each operation. */
void episode_print(void);

/** Reads a program from a file: a line for each operation; # begins a comment. False: it cannot be
 * read, and @p path and why have been printed. */
bool episode_read(const char *path);

#endif
