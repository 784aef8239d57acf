/**
 * @file
 * Exercise 4c: survival. At which age do objects die? The table that three generations rest on.
 *
 * A program was run, and each birth and each death of an object was written down, in order. You
 * turn this trace into a table: of those objects that reached some age, how many died soon after?
 *
 * Rules of use:
 * - **Age is counted in births**: it is the number of objects born after it, until it dies. That is
 *   as the collector sees it, whose clock is the allocation: a program that waits makes nobody
 *   older, and neither does a death. An object that dies before the next one is born had age 0.
 * - **An object is known by its address** while it lives. Once it is dead, another one may be born
 *   at the same address, as with id() in Python.
 * - **Brackets**: row k of the table is about the ages from rows[k].from up to, and without,
 *   rows[k + 1].from; the last row has no upper end. rows[0].from is 0, and they rise.
 * - **Still alive is not dead**: an object that is alive when the trace ends has reached the age it
 *   has then, counted in the same way. What becomes of it afterwards is not known. In the bracket
 *   of that age it counts as alive, in those before it as one that lived through.
 * - **Linear work**: trace_event() is called at most twice for each event. For what you have to
 *   remember there is room[]; no arrays of your own.
 */
#ifndef RECLAIM_EXERCISE_4C_SURVIVAL_H
#define RECLAIM_EXERCISE_4C_SURVIVAL_H

#include <stdbool.h>

struct event {
    bool birth;        /**< true: an object is born; false: the one at this address dies */
    int address;       /**< 0 .. addresses-1 */
    long milliseconds; /**< since the program began */
};

struct trace {
    long events;   /**< events are numbered 0 .. events-1; nobody is alive before the first */
    int addresses; /**< as many as are used */
    long *room;    /**< addresses longs, yours; anything may stand in them at first */
};

/** Event number @p i, 0 <= @p i < @p trace->events. Each call is counted. */
struct event trace_event(const struct trace *trace, long i);

/** One bracket of ages. You are given from; the rest is yours to fill, and anything may stand there
 * at first. */
struct row {
    long from;    /**< the first age of the bracket */
    long reached; /**< objects that reached the age @c from, or died at it */
    long died;    /**< of those, who died in this bracket */
    long alive;   /**< of those, who are alive at the end, with an age in this bracket */
    int permille; /**< of those whose fate in this bracket is known (reached - alive), how many in a
                       thousand died in it, rounded down; -1 when nobody's is known */
};

/** Fills the @p count rows, at least one, from @p trace. */
void survival(const struct trace *trace, struct row *rows, int count);

#endif
