/* For the checks of 5c: weak references by number, and what their callbacks do.
 */
#ifndef RECLAIM_EXERCISES_RITES_H
#define RECLAIM_EXERCISES_RITES_H

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/05_weakrefs/5c_last_rites.h"
#include "exercises/check.h"

enum { MANY = 12 };

static struct object *refs[MANY]; /* weak references to one object; NULL: dropped, or none */
static struct object *another;    /* an object that a callback lets go */

static inline bool is_none(const struct object *ref)
{
    struct object *answer = weakref_get(ref);

    decref(answer);
    return answer == none();
}

/* How many of refs still answer with an object: looks at the field, so that a mistake is counted
 * and not followed. */
static inline int answering(void)
{
    int count = 0;

    for (int i = 0; i < MANY; i++)
        count += refs[i] != NULL && ((struct weakref *)refs[i])->referent != NULL;
    return count;
}

/* refs[i], with a callback whose self is that number. */
static inline void watch(struct object *obj, int i, function_body *body, int self)
{
    struct object *number = int_new(self), *callback = function_new("callback", body, number);

    refs[i] = weakref_new(obj, callback);
    decref(callback);
    decref(number);
}

static inline void drop_all(void)
{
    for (int i = 0; i < MANY; i++)
        clearref(&refs[i]);
}

static inline bool says_its_number(struct object *self, struct object *const *arguments,
                                   size_t count)
{
    (void)arguments, (void)count;
    check_event("%lld", int_value(self));
    return true;
}

enum { HUNDREDS = 300 };
static int expected_next, out_of_order;

static inline bool is_in_order(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    out_of_order += int_value(self) != expected_next;
    expected_next--;
    return true;
}

static inline void hundreds(void)
{
    struct object *obj = actor_new(check_word(), NULL), *kept = list_new(0);

    expected_next = HUNDREDS - 1;
    out_of_order = 0;
    for (int i = 0; i < HUNDREDS; i++) {
        watch(obj, 0, is_in_order, i);
        list_append(kept, refs[0]);
        clearref(&refs[0]);
    }
    STEP("decref of an object with %d callbacks", HUNDREDS);
    decref(obj);
    EXPECT("callbacks called", HUNDREDS - 1 - expected_next, HUNDREDS);
    EXPECT("of these, not in their turn", out_of_order, 0);
    decref(kept);
}

static inline bool misbehaves(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    check_event("%lld", int_value(self));
    gc_collect(2);
    clearref(&another);
    check_event("end of %lld", int_value(self));
    return error_set(ERROR_VALUE, "raised in a callback");
}

static inline void callbacks_misbehave(bool pending)
{
    struct object *obj = actor_new(check_word(), NULL);

    another = actor_new(check_word(), NULL);
    for (int i = 0; i < 3; i++)
        watch(obj, i, misbehaves, i);
    for (int i = 3; i < 6; i++)
        watch(another, i, says_its_number, i);
    if (pending)
        error_set(ERROR_KEY, "pending");
    STEP("decref of an object while %s is pending; its callbacks 0 to 2 raise, and the first lets "
         "another one die, which has callbacks 3 to 5",
         pending ? "an error" : "no error");
    decref(obj);
    BECAUSE("While a callback runs, weakref_clear_all may be called for another object. And what a "
            "callback raises ends neither the loop nor the program: object_call_unraisable().");
    EXPECT("events", check_events(), "2, 5, 4, 3, end of 2, 1, end of 1, 0, end of 0");
    BECAUSE("An error that was pending before is pending after, and what a callback raises is not: "
            "object_call_unraisable() looks after both.");
    EXPECT("the error that is pending", error_message(), pending ? "KeyError: pending" : "");
    error_clear();
    drop_all();
}

static inline bool says_who_waits(struct object *self, struct object *const *arguments,
                                  size_t count)
{
    (void)arguments, (void)count;
    check_event("%lld: %td", int_value(self), weakref_calls_waiting());
    if (int_value(self) == 2 && another != NULL) {
        clearref(&another);
        check_event("end of 2: %td", weakref_calls_waiting());
    }
    return true;
}

static inline void dies_and_asks(struct object *self)
{
    check_event("%s goes: %td", object_type_name(self), weakref_calls_waiting());
}

/* An object, with callbacks from first to last, and a weak reference without. */
static inline struct object *watched(const char *name, int first, int last)
{
    struct object *obj = actor_new(name, dies_and_asks);

    for (int i = first; i <= last; i++)
        watch(obj, i, says_who_waits, i);
    refs[last + 1] = weakref_new(obj, NULL);
    return obj;
}

#endif
