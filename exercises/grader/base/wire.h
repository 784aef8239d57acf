/* What the judge and a running check say to each other.
 *
 * - The judge writes one `struct job` to descriptor JOB_FD, followed by the system call filter
 * (job.filter instructions of the kernel's struct sock_filter). The check reads it before any line
 * of the learner's code can run, and closes it.
 * - The check writes records to RECORD_FD, one a line: NONCE SEQUENCE KIND FIELD TAB FIELD ... The
 * nonce is 16 hex digits out of the job, the sequence counts from 1 within a check. A line with a
 * wrong nonce or out of sequence was not written by the check.
 * - Within a field, a backslash, control bytes and DEL are escaped as \xHH, so that a record is one
 * line.
 *
 *   about    NAME POINTS SECONDS AFTER SEE TITLE USUALLY    answer to JOB_DESCRIBE
 *   reason   NAME KIND TEXT       what it means when just that happened (check.h)
 *   check    NAME                 a check begins
 *   step     TEXT                 what is called next
 *   see      LABEL KIND VALUE     one observation; these are compared
 *   why      TEXT MANY FEW        what it means when the next one differs; without TEXT: when its
 *                                 number is larger, smaller
 *   draw     TEXT                 the heap now, as lines for the reader
 *   heap     TEXT                 the heap now, as lines whose fields are parted by tabs:
 *       name NUMBER NAME          a variable and the object it leads to; 0: NULL
 *       object NUMBER COUNT NAME  an object, its references, what it is
 *       edge FROM TO FIELD        a reference that an object owns
 *       value FROM FIELD TEXT     a field that shows no object of its own; FROM 0: a variable
 *       more COUNT                references that lead further
 *   todo     FILE LINE FUNCTION TEXT    a stub was called; nothing follows
 *   fatal    TEXT                 the library ended the program
 *   forbid   NUMBER VALUE         a system call that the filter stopped
 *   crash    SIGNAL REASON TYPE ADDRESS    REASON: plain, overflow, exhausted; TYPE: whose
 *                                 traverse the runtime was calling; ADDRESS: null, freed, fresh
 *   gone     TYPE FILE LINE STEP  whom a pointer led to: made there, and gone since that step
 *   touch    HOW WHOSE            it read or wrote what is not its own: the judge's, a library's
 *   frame    OFFSET               in the learner's shared object, innermost first
 *   leak     TYPE COUNT FILE LINE REFCOUNT    what is still alive after the body
 *   done                          after everything else, once
 *
 * And what every exercise owes (owed.c), each before the step or observation at which it was found,
 * and only when it is another than the last time:
 *
 *   pending  TEXT                 the pending error
 *   owed     STATE                sums follow; "?": it was not looked at
 *   sum      TYPE COUNT VISITS    the references to all objects of a type, and what traverses
 *                                 show of them
 *   holds    TYPE FILE LINE COUNT VISITS WHO    the same for one object
 *   point                         OWED(): compared as a step is
 *   amiss    TEXT                 wrong whatever was expected
 */
#ifndef RECLAIM_GRADER_BASE_WIRE_H
#define RECLAIM_GRADER_BASE_WIRE_H

#include <stdint.h>

#define LEARNER_OBJECT "learner.so" /* what the learner's file is linked into, and preloaded */

#define AS_CPYTHON "as in CPython" /* a conformance program that found no difference */

enum { JOB_FD = 3, RECORD_FD = 4, JOB_MAGIC = 0x6a6f6237 };

enum job_mode {
    JOB_ONE,      /* run job.check, in this process */
    JOB_FORKED,   /* run every check, each in a fork: only for the reference program */
    JOB_SEQUENCE, /* run every check in this process, one after the other: under Valgrind */
    JOB_DESCRIBE, /* run nothing; one `about` for each check */
};

struct job {
    uint32_t magic;
    uint32_t mode;
    uint64_t seed;
    uint64_t nonce;
    uint32_t filter; /* how many instructions follow; 0: none is to be installed */
    char check[64];  /* for JOB_ONE */
};

#endif
