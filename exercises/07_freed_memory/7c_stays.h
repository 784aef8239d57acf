/**
 * @file
 * Exercise 7c: a service whose memory stays.
 *
 * 7c_stays.c is a small service that works, and after a day of it the process is as big as at its
 * worst. Three things in it are to blame, each in another way. First comes the function that tells
 * the ways apart; then each of the three is mended. What the service answers must not change.
 *
 * Rules of use:
 * - where_is_it() is told four numbers, each at the start, with everything alive, and now. A number
 *   *fell* when it is nearer to the start than to the full one: now - start < (full - start) / 2,
 * in whole numbers. Bytes and blocks that did not both fall: HELD. Else arenas that did not fall:
 *   KEPT_BY_ARENAS. Else a resident size that did not fall: KEPT_BY_MALLOC. Else GIVEN_BACK.
 * - service_load() reads @c count prices and returns a new list with every @c step-th of them, from
 *   the first on, as its text: "price 0", "price 7" ... The others are dropped before it returns.
 *   When it has returned, no more than two arenas more are in use than before, however many prices
 *   there were, as long as those in the list would fit into one.
 * - service_answer() returns a new str, "answer N" for call number N, of which the first is number
 *   0, and remembers the latest SERVICE_HISTORY answers, the latest last: service_history() lends
 *   the list. It remembers no more than that, at any time after it has returned.
 * - service_night() is called when nothing is to do. It makes count tuples, all of which are alive
 *   at once, and drops them, and when it returns, no more blocks are in use than before.
 * - No failure of memory has to be answered. Nobody but the service changes its list.
 */
#ifndef RECLAIM_EXERCISE_7C_STAYS_H
#define RECLAIM_EXERCISE_7C_STAYS_H

#include <stddef.h>

#include "common/objects/object.h"

enum { SERVICE_HISTORY = 10 };

/** The four numbers of lesson 07. */
struct numbers_of_memory {
    long bytes, blocks, arenas, resident;
};

enum where { HELD, KEPT_BY_ARENAS, KEPT_BY_MALLOC, GIVEN_BACK };

/** Which of the ways it is. */
enum where where_is_it(const struct numbers_of_memory *start, const struct numbers_of_memory *full,
                       const struct numbers_of_memory *now);

/** A service. */
struct service {
    struct object *history; /**< a list of answers */
    int answers;            /**< how many there were */
};

/** Starts and ends the service. */
void service_open(struct service *service);
void service_close(struct service *service);

/** Every @p step-th of @p count prices. New reference. */
struct object *service_load(struct service *service, int count, int step);

/** The next answer. New reference. */
struct object *service_answer(struct service *service);

/** The latest answers. Borrowed. */
struct object *service_history(struct service *service);

void service_night(struct service *service, int count);

#endif
