/* The in-process side of a check: what its files share. The public side is exercises/check.h.
 *
 * Everything here is hidden: a learner's file can neither call it nor put its own in its place.
 * Nothing that runs after a crash allocates or uses stdio.
 */
#ifndef RECLAIM_GRADER_RUNTIME_H
#define RECLAIM_GRADER_RUNTIME_H

#include <stdbool.h>
#include <stdint.h>

#include "exercises/check.h"
#include "exercises/grader/base/wire.h"

#pragma GCC visibility push(hidden)

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* Reads the job, makes the process ready and installs the filter. Returns false when nobody gave
 * one. */
bool setup_begin(struct job *job);

/* record_begin(kind), any number of fields, record_end(): one record. Safe in a signal handler. */
void record_open(uint64_t nonce);
void record_restart(void); /* the sequence counts from 1 again */
void record_begin(const char *kind);
void record_text(const char *text);
void record_number(long long number);
void record_natural(unsigned long long number);
void record_end(void);

/* The handlers for what ends a program; call before the filter is installed. */
void crash_watch(void);
/* Whether a function of the learner's file is on the stack (or the stack is too deep to say).
 * Beside the solution that cannot be told: false. */
bool learner_is_running(void);
/* Ends the process at once, without destructors or exit handlers (but tells LeakSanitizer). */
_Noreturn void check_leave(int status);

/* Starts the inputs of a check: they follow from the seed and the name. Slowly: as under Valgrind.
 */
void inputs_begin(uint64_t seed, const char *check, bool slowly);
/* Says that the library ended the program: for error_on_fatal(). */
void send_fatal(const char *message);
/* Says what is still alive. Place: where it was made; NULL. Refcount: 0 where there is none. */
struct place;
void send_leak(const char *type, size_t count, const struct place *place, intptr_t refcount);

/* The file's name without its folders. */
const char *base_of(const char *path);

/* Ends the body of the running check, as REQUIRE does. */
_Noreturn void check_stop(void);

#pragma GCC visibility pop

#endif
