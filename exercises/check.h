/* How a check of an exercise is written.
 *
 *     #include "exercises/01_refcounting/1b_slot.h"
 *     #include "exercises/check.h"
 *
 *     CHECK(set_keeps_a_reference, .title = "set keeps its own reference", .points = 3,
 *           .usually = "slot_set stored the pointer but made no reference for it",
 *           .see = "01-new-borrowed-stolen")
 *     {
 *         struct object *slot = slot_new();
 *         struct object *item = str_new(check_word());
 *         STEP("slot_set(slot, item)");
 *         slot_set(slot, item);
 *         EXPECT("references to item", refcount(item), 2);
 *         decref(slot);
 *         decref(item);
 *     }
 *
 * Rules:
 * - The file is compiled twice. Beside the learner's code EXPECT sends (label, actual); its third
 * argument is never evaluated there, and no machine code is made for it. Beside the solution EXPECT
 * also checks that actual == expected (a difference ends the build's own tests, loudly) and sends
 * expected. The judge runs both with the same seed and compares what they sent, in order.
 * - So keep what is expected inside EXPECT's third argument, and let inputs come from check_random
 * and its sisters: an answer that can be written down beforehand proves nothing.
 * - Every check runs in a fresh process with the library started; what the check makes it must also
 * drop. After the body the objects that are still alive are counted: a difference is "leaked".
 * - Only EXPECT and REQUIRE decide. STEP, DRAW and the title are for the reader of a failure.
 * - What every exercise owes is looked at by itself, at every STEP, EXPECT and REQUIRE:
 *   - *counts add up*: for each live object its references are what all traverses show of it, and
 * what the check itself holds. The judge compares the latter with the solution's, by type; more
 * visits than references, a visit of NULL or of a type are wrong at once. So a check that wants a
 * state looked at only has to say something in it: STEP, EXPECT, or OWED() while the learner's code
 * is on the stack. A type of the check's own has to show in its traverse what it owns.
 *   - *errors*: the pending error is compared with the solution's, by kind. Where the contract says
 * that an error that was there before stays, error_set() one before the call. After a call that may
 *     fail, ANSWERED.
 *   Where a right answer may keep objects in variables of its own, say .unbooked.
 *   An exercise with such a fault never gets all its points: when no check failed by itself, the
 * first one in which it showed does.
 * - The reason given is the one that happened: .too_many, .too_few, .leaked, .crashed, .timed_out,
 * .error, or BECAUSE, SIDES before one EXPECT. `.usually` is said of wrong values only.
 * - The points of the checks of one exercise sum to 10; to 9 where the earlier lessons also run on
 * the learner's code, which is the tenth (a seam, unless it is OWN_RULE).
 */
#ifndef RECLAIM_CHECK_H
#define RECLAIM_CHECK_H

#include <stdbool.h>
#include <stddef.h>

struct object;

/* The learner's file must not see any of this, not even by name. */
#pragma GCC visibility push(hidden)

/* One check, as CHECK registers it. */
struct check {
    const char *name;  /* from CHECK's first argument */
    const char *title; /* one line, says what should hold: "set keeps its own reference" */
    const char
        *usually; /* what a wrong value usually means, in one or two sentences; may be NULL */
    /* What it means when just this happened, NULL: nothing is said. A check that has one of the
     * first two says nothing when the number differs the other way. */
    const char *too_many, *too_few;  /* the first wrong number is larger, smaller than expected */
    const char *leaked;              /* something is still alive afterwards */
    const char *crashed, *timed_out; /* it never came to its end */
    const char *error; /* an error is pending, or none is, where it should not be so */
    const char *see;   /* the section of the lesson that explains it; may be NULL */
    const char *after; /* name of a check without which this one says nothing; may be NULL */
    int points;        /* 0..10 */
    int seconds;       /* of processor time; 0 means the usual two */
    int line;          /* checks are listed in the order of the file */
    bool whole;        /* the body starts and ends the library itself, and sends its own leaks */
    bool unbooked;     /* the learner's own C variables may own what they like: counts are not
                          compared with the solution's */
    void (*body)(void);
};

/* Opens a check: CHECK(name, .title = "...", .points = 3, ...) { body } */
#define CHECK(id, ...)                                                                             \
    static void check_body_##id(void);                                                             \
    static const struct check check_about_##id = {                                                 \
        .name = #id, .line = __LINE__, .body = check_body_##id, __VA_ARGS__};                      \
    __attribute__((section("reclaim_checks"),                                                      \
                   used)) static const struct check *const check_entry_##id = &check_about_##id;   \
    static void check_body_##id(void)

/* Says, printf-like, what is called next. Shown in a failure, and where a crash happened. */
#define STEP(...) (check_at(__FILE__, __LINE__), check_step(__VA_ARGS__))

/* Observes one value. Label: what it is, in words ("references to item"); may be check_text(...).
 * Values: integers, bool, characters and strings (NULL is fine); pointers do not compile, since an
 * address can never be expected: compare them yourself, `EXPECT("same object", got == item, true)`.
 */
#ifdef RECLAIM_REFERENCE
#define EXPECT(label, actual, expected)                                                            \
    check_expect(__FILE__, __LINE__, label, CHECK_VALUE(actual), CHECK_VALUE(expected))
#else
#define EXPECT(label, actual, expected)                                                            \
    ((void)sizeof(CHECK_VALUE(expected)), check_observe(label, CHECK_VALUE(actual)))
#endif

/* As EXPECT, for numbers that may differ between right answers: at most, at least so many. What is
 * shown is the number itself: "expected at most 4, got 7". */
#ifdef RECLAIM_REFERENCE
#define EXPECT_AT_MOST(label, actual, most)                                                        \
    check_expect_bound(__FILE__, __LINE__, label, actual, most, "most")
#define EXPECT_AT_LEAST(label, actual, least)                                                      \
    check_expect_bound(__FILE__, __LINE__, label, actual, least, "least")
#else
#define EXPECT_AT_MOST(label, actual, most)                                                        \
    ((void)sizeof(most), check_observe_bound(label, actual, "most"))
#define EXPECT_AT_LEAST(label, actual, least)                                                      \
    ((void)sizeof(least), check_observe_bound(label, actual, "least"))
#endif

/* What it means when the next EXPECT (or REQUIRE) differs, instead of the check's own reasons:
 * BECAUSE("the old item was released before the new one was stored"); */
#define BECAUSE(why) check_because(why)

/* The same for a number: the first is said when it is larger than expected, the second when it is
 * smaller. SIDES("list_set makes none", "list_set releases none"); */
#define SIDES(too_many, too_few) check_sides(too_many, too_few)

/* After a call that may fail: says that it succeeded, or that it failed and so owes an error, and
 * clears that. Wrong are a success with an error pending, and a failure without one:
 *
 *     memory_fail_at(nth);
 *     got = numbered(words, 7);
 *     memory_fail_at(0);
 *     ANSWERED("numbered", got != NULL);
 *
 * Returns whether it succeeded. It observes nothing, so it may stand in a loop of unknown length.
 */
#define ANSWERED(what, succeeded) check_answered(what, (succeeded) ? true : false)

/* Looks now at what every exercise owes: that counts add up (see below). At each STEP, EXPECT and
 * REQUIRE that happens by itself, except while the learner's code is on the stack, where an object
 * may be half made. OWED() looks there, too: in a finalizer or a visitor of the check's, at moments
 * when every right answer has the same references. */
#define OWED() check_owed()

/* As EXPECT(label, condition, true), but the check ends here when it does not hold: for what the
 * rest of the body stands on, as `REQUIRE("slot_new makes a slot", slot != NULL)`. */
#ifdef RECLAIM_REFERENCE
#define REQUIRE(label, condition)                                                                  \
    check_expect(__FILE__, __LINE__, label, check_bool(condition), check_bool(true))
#else
#define REQUIRE(label, condition) check_require(label, (condition) ? true : false)
#endif

/* Ends the check here and says nothing more, when that holds: what was observed last is wrong, and
 * all that follows would only go wrong with it, or crash. */
#define STOP_IF(condition) check_stop_if((condition) ? true : false)

/* Draws these objects and everything they hold, as they are now, for the reader of a failure:
 * DRAW(slot, item). The names are taken from the arguments; NULL is fine. */
#define DRAW(...)                                                                                  \
    check_draw(#__VA_ARGS__, (struct object *[]){__VA_ARGS__},                                     \
               (int)(sizeof(struct object *[]){__VA_ARGS__} / sizeof(struct object *)))

/* Shows these lines in place of a drawing, for checks whose heap is a table of their own. */
#define SHOW(lines) check_show(lines)

/* Inputs. All of them follow from the seed of the run, so that `--seed` replays them. */
int check_random(int n);                /* 0 .. n-1; n must be positive */
int check_between(int low, int high);   /* low .. high, both included */
bool check_flip(void);                  /* a coin */
void check_shuffle(int *values, int n); /* in place */
int check_large(int n);                 /* n; a hundredth under Valgrind and in a stress build */
const char *check_word(void); /* a short word; the first 32 of a check are all different */

/* Formats a label or a name, printf-like. Good until 16 more calls were made. */
__attribute__((format(printf, 1, 2))) const char *check_text(const char *format, ...);

/* A log of what happened in which order, for finalizers and callbacks: check_event notes one thing,
 * check_events returns all of them so far, joined by ", ", and starts again. */
__attribute__((format(printf, 1, 2))) void check_event(const char *format, ...);
const char *check_events(void);

/* ---- what the macros above stand on ---- */

enum check_kind { CHECK_INT, CHECK_UINT, CHECK_BOOL, CHECK_STR };

struct check_value {
    enum check_kind kind;
    union {
        long long integer;
        unsigned long long natural;
        const char *text;
    };
};

#define CHECK_VALUE(value)                                                                         \
    _Generic((value), bool: check_bool, char: check_int, signed char: check_int,                   \
        short: check_int, int: check_int, long: check_int, long long: check_int,                   \
        unsigned char: check_uint, unsigned short: check_uint, unsigned: check_uint,               \
        unsigned long: check_uint, unsigned long long: check_uint, char *: check_str,              \
        const char *: check_str)(value)

struct check_value check_int(long long value);
struct check_value check_uint(unsigned long long value);
struct check_value check_bool(bool value);
struct check_value check_str(const char *value);

/* What is made from here on without a line of its own was made here. */
void check_at(const char *file, int line);
void check_observe(const char *label, struct check_value actual);
void check_expect(const char *file, int line, const char *label, struct check_value actual,
                  struct check_value expected);
void check_expect_bound(const char *file, int line, const char *label, long long actual,
                        long long bound, const char *kind);
void check_observe_bound(const char *label, long long actual, const char *kind);
void check_because(const char *why);
void check_sides(const char *too_many, const char *too_few);
bool check_answered(const char *what, bool succeeded);
void check_owed(void);
void check_amiss(const char *sentence); /* wrong, whatever was expected; said once in a check */
void check_require(const char *label, bool holds);
void check_stop_if(bool wrong);
__attribute__((format(printf, 1, 2))) void check_step(const char *format, ...);
void check_show(const char *lines);
void check_draw(const char *names, struct object *const *objects, int count);

#pragma GCC visibility pop

#endif
