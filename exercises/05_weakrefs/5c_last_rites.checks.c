/* Checks of 5c: who is cleared, who is called and in which order, and callbacks that misbehave. */
#include "exercises/05_weakrefs/5c_last_rites.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"

enum { MANY = 12 };

static struct object *refs[MANY]; /* weak references to one object; NULL: dropped, or none */
static struct object *another;    /* an object that a callback lets go */

static bool is_none(const struct object *ref)
{
    struct object *answer = weakref_get(ref);

    decref(answer);
    return answer == none();
}

/* How many of refs still answer with an object: looks at the field, so that a mistake is counted
 * and not followed. */
static int answering(void)
{
    int count = 0;

    for (int i = 0; i < MANY; i++)
        count += refs[i] != NULL && ((struct weakref *)refs[i])->referent != NULL;
    return count;
}

/* refs[i], with a callback whose self is the number i. */
static void watch(struct object *obj, int i, function_body *body)
{
    struct object *number = int_new(i), *callback = function_new("callback", body, number);

    refs[i] = weakref_new(obj, callback);
    decref(callback);
    decref(number);
}

static void drop_all(void)
{
    for (int i = 0; i < MANY; i++)
        clearref(&refs[i]);
}

static bool says_its_number(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    check_event("%lld", int_value(self));
    return true;
}

CHECK(clears, .title = "every weak reference answers None afterwards", .points = 1,
      .usually = "weakref_detach() clears one and takes it out of the list: as long as the list is "
                 "not empty, take its first. Types without a list give NULL.",
      .see = "05-told")
{
    struct object *obj = function_new("referent", says_its_number, NULL);
    int many = check_between(1, 3);

    for (int i = 0; i < many; i++)
        refs[i] = weakref_new(obj, NULL);
    STEP("decref of a function with %d references to its one weak reference", many);
    decref(obj);
    EXPECT("weak references that answer", answering(), 0);
    REQUIRE("none answers", answering() == 0);
    drop_all();
    STEP("weakref_clear_all(a list), which can have none");
    obj = list_new(0);
    weakref_clear_all(obj);
    decref(obj);
}

static bool asks_all(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    check_event("callback %lld finds %d that answer", int_value(self), answering());
    return true;
}

CHECK(cleared_first, .title = "when the first callback runs, all are cleared", .points = 2,
      .after = "clears",
      .usually = "Two loops: the first clears, the second calls. In one loop, the first callback "
                 "can get hold of the dying object through a weak reference further down.",
      .see = "05-told")
{
    struct object *obj = actor_new(check_word(), NULL);
    int many = check_between(3, MANY - 1);

    for (int i = 0; i < many; i++)
        watch(obj, i, asks_all);
    refs[many] = weakref_new(obj, NULL);
    STEP("decref of an object with %d callbacks and a weak reference without", many);
    decref(obj);
    EXPECT("weak references that answer", answering(), 0);
    const char *events = check_events();
    EXPECT("callbacks ran", strstr(events, "finds 0") != NULL, true);
    for (int found = 1; found < MANY; found++)
        EXPECT(check_text("a callback found %d that answer", found),
               strstr(events, check_text("finds %d ", found)) != NULL, false);
    drop_all();
}

static bool says_what_it_got(struct object *self, struct object *const *arguments, size_t count)
{
    int i = (int)int_value(self);

    check_event("%d%s%s%s", i, count == 1 && arguments[0] == refs[i] ? "" : " with another's",
                is_none(refs[i]) ? "" : " alive", weakref_callback(refs[i]) ? " not used up" : "");
    return true;
}

CHECK(newest_first, .title = "each is called once, the newest first", .points = 1,
      .after = "clears",
      .usually = "The order of the list is the order of the calls. A chain that is built by "
                 "putting each in front comes out turned round. The argument is the weak "
                 "reference, and its callback is taken from it before the call.",
      .see = "05-shared")
{
    for (int round = 0; round < 4; round++) {
        struct object *obj = actor_new(check_word(), NULL);
        int many = round == 0 ? 1 : check_between(2, MANY);
        char expected[8 * MANY] = "";
        for (int i = 0; i < many; i++)
            watch(obj, i, says_what_it_got);
        for (int i = many - 1; i >= 0; i--)
            snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%s%d",
                     i == many - 1 ? "" : ", ", i);
        STEP("decref of an object with callbacks 0 to %d, made in this order", many - 1);
        decref(obj);
        EXPECT("events", check_events(), expected);
        drop_all();
    }
}

/* Drops all weak references that there are names for: its own, and those of who is to come. */
static bool drops_the_others(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    check_event("%lld", int_value(self));
    drop_all();
    return true;
}

CHECK(drop_each_other, .title = "callbacks that drop each other are all called", .points = 2,
      .after = "newest_first",
      .usually = "A callback dropped a weak reference that was still to come. Whatever keeps them "
                 "between the two loops has to own a reference to each, and to give it back.",
      .see = "05-told")
{
    struct object *obj = actor_new(check_word(), NULL);

    for (int i = 0; i < 4; i++)
        watch(obj, i, drops_the_others);
    STEP("decref of an object whose callbacks 0 to 3 drop all weak references");
    decref(obj);
    EXPECT("events", check_events(), "3, 2, 1, 0");
}

static struct object *referent; /* what the finalizer of a key drops */

static void drops_the_referent(struct object *self)
{
    (void)self;
    clearref(&referent);
}

CHECK(dying_itself, .title = "a weak reference that is dying is not called", .points = 1,
      .after = "newest_first",
      .usually = "A weak reference whose count is 0 is being freed just now, further up in the "
                 "stack. Clear it, and do not make a reference to it, or it will be freed twice.",
      .see = "05-two-ways")
{
    struct object *key = actor_new("the key", drops_the_referent), *number = int_new(7);
    struct object *callback = function_new("callback", says_its_number, number);

    referent = actor_new(check_word(), NULL);
    watch(referent, 0, says_its_number);
    struct object *dying = weakref_new_keyed(referent, callback, key);
    decref(callback);
    decref(number);
    decref(key);
    STEP("decref of a KeyedRef (callback 7), whose key drops the object that it refers to");
    decref(dying);
    EXPECT("events", check_events(), "0");
    drop_all();
}

static bool misbehaves(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    check_event("%lld", int_value(self));
    gc_collect(2);
    clearref(&another);
    check_event("end of %lld", int_value(self));
    return error_set(ERROR_VALUE, "raised in a callback");
}

CHECK(misbehaving, .title = "callbacks that raise, collect and let others die", .points = 1,
      .after = "newest_first",
      .usually = "While a callback runs, weakref_clear_all may be called for another object: keep "
                 "nothing in static variables. object_call_unraisable() looks after errors; one "
                 "that was pending before must be pending after.",
      .see = "05-told")
{
    struct object *obj = actor_new(check_word(), NULL);

    another = actor_new(check_word(), NULL);
    for (int i = 0; i < 3; i++)
        watch(obj, i, misbehaves);
    for (int i = 3; i < 6; i++)
        watch(another, i, says_its_number);
    error_set(ERROR_KEY, "pending");
    STEP("decref of an object; its callbacks 0 to 2 raise, and the first lets another one die, "
         "which has callbacks 3 to 5");
    decref(obj);
    EXPECT("events", check_events(), "2, 5, 4, 3, end of 2, 1, end of 1, 0, end of 0");
    EXPECT("the error that is pending", error_message(), "KeyError: pending");
    error_clear();
    drop_all();
}

CHECK(no_memory, .title = "without memory, all are cleared and nothing is lost", .points = 1,
      .after = "newest_first",
      .usually = "What could not be kept for its call still has to be cleared, and its callback to "
                 "be released. No error may be left.",
      .see = "05-told")
{
    for (size_t nth = 1; nth < 6; nth++) {
        struct object *obj = function_new("referent", says_its_number, NULL);
        for (int i = 0; i < 4; i++)
            refs[i] = weakref_new(obj, NULL);
        for (int i = 4; i < 8; i++)
            watch(obj, i, says_its_number);
        STEP("decref of a function, with no memory for request number %zu", nth);
        memory_fail_at(nth);
        decref(obj);
        memory_fail_at(0);
        EXPECT("weak references that answer", answering(), 0);
        REQUIRE("none answers", answering() == 0);
        EXPECT("an error is pending", error_occurred() != ERROR_NONE, false);
        check_events(); /* who is called is not judged here */
        drop_all();
    }
}
