/**
 * @file
 * Exercise 3b: pause. Run a function while the collector does not run by itself.
 *
 * Programs that make a million objects which all live switch the collector off meanwhile, since it
 * would look at them again and again and find nothing. The difficult half is to switch back.
 *
 * Rules of use:
 * - While the function runs, automatic collection is **off**: gc_is_enabled() says so. The function
 *   may still call gc_collect().
 * - Afterwards it is **as it was before**: on if it was on, off if it was off, whatever the
 *   function did to the switch meanwhile. (Python's own timeit asks only whether to switch on
 *   again. That is the same, unless the function itself switches on what was off before.)
 * - That holds on **every path out**: when the function raises, and when what was to be called is
 *   no function at all. The error reaches the caller as it was raised.
 * - Pauses **nest**: a function that runs paused may call another one paused.
 * - Nothing but the switch is touched: no threshold is changed or set back, no count or generation,
 *   and nothing is collected.
 */
#ifndef RECLAIM_EXERCISE_3B_PAUSE_H
#define RECLAIM_EXERCISE_3B_PAUSE_H

#include "common/base/error.h"
#include "common/collector/gc.h"
#include "common/objects/object.h"
#include "common/types/function.h"

/** Calls @p callable with the @p count @p arguments, as object_call() does, with the collector
 * paused. All are borrowed. False: it raised. */
bool call_paused(struct object *callable, struct object *const *arguments, size_t count);

/** What a decorator makes in Python: a function that calls @p callable paused, each time that it is
 * called itself, and passes on arguments and errors. It has its own reference to @p callable. New
 * reference. NULL: no memory. */
struct object *paused(struct object *callable);

#endif
