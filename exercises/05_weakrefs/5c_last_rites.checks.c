/* Checks of 5c: who is cleared, who is called and in which order, who waits, and callbacks that
 * misbehave.
 *
 * Each sentence:
 * - all are cleared first, those without a callback, too -> clears, cleared_first
 * - then called, newest first, each once, with its own weak reference, used up -> newest_first
 * - who was alive is called, even if the last reference to it is dropped -> drop_each_other
 * - who was dying is cleared and not called -> dying_itself
 * - a callback may drop, raise, collect, let others die -> drop_each_other, misbehaving
 * - the pending error is pending after, and nothing else is -> misbehaving
 * - without memory all are cleared, and no reference is lost -> no_memory
 * - a type may have no list -> clears
 * - callbacks and those who wait are given back, whatever runs then -> drop_each_other
 * - weakref_calls_waiting: all deaths under way together, 0 without -> waiting
 */
#include "exercises/05_weakrefs/5c_last_rites.h"

#include <stdio.h>
#include <string.h>

#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/05_weakrefs/rites.h"
#include "exercises/check.h"

CHECK(clears, .title = "every weak reference answers None afterwards", .points = 1,
      .see = "05-told")
{
    struct object *obj = function_new("referent", says_its_number, NULL);
    int many = check_between(1, 3);

    for (int i = 0; i < many; i++)
        refs[i] = weakref_new(obj, NULL);
    STEP("decref of a function with %d references to its one weak reference", many);
    decref(obj);
    BECAUSE("weakref_detach() clears one and takes it out of the list: as long as the list is not "
            "empty, take its first.");
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

CHECK(cleared_first, .title = "when the first callback runs, all are cleared", .points = 1,
      .after = "clears",

      .see = "05-told")
{
    struct object *obj = actor_new(check_word(), NULL);
    int many = check_between(3, MANY - 1);

    for (int i = 0; i < many; i++)
        watch(obj, i, asks_all, i);
    refs[many] = weakref_new(obj, NULL);
    STEP("decref of an object with %d callbacks and a weak reference without", many);
    decref(obj);
    EXPECT("weak references that answer", answering(), 0);
    const char *events = check_events();
    BECAUSE(
        "Two loops: the first clears, the second calls. In one loop, the first callback can get "
        "hold of the dying object through a weak reference further down.");
    for (int found = 1; found < MANY; found++)
        EXPECT(check_text("a callback found %d that answer", found),
               (bool)(strstr(events, check_text("finds %d ", found)) != NULL), false);
    EXPECT("callbacks ran", (bool)(strstr(events, "finds 0") != NULL), true);
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

      .see = "05-shared")
{
    for (int round = 0; round < 4; round++) {
        struct object *obj = actor_new(check_word(), NULL);
        int many = round == 0 ? 1 : round == 1 ? MANY : check_between(2, MANY);
        char expected[8 * MANY] = "";
        for (int i = 0; i < many; i++)
            watch(obj, i, says_what_it_got, i);
        for (int i = many - 1; i >= 0; i--)
            snprintf(expected + strlen(expected), sizeof expected - strlen(expected), "%s%d",
                     i == many - 1 ? "" : ", ", i);
        STEP("decref of an object with callbacks 0 to %d, made in this order", many - 1);
        decref(obj);
        const char *events = check_events();
        if (strstr(events, "another's") != NULL)
            BECAUSE("A callback is called with its own weak reference, which is the argument.");
        else if (strstr(events, "not used up") != NULL)
            BECAUSE("A callback is taken from its weak reference before it is called.");
        EXPECT("events", events, expected);
        drop_all();
    }
    hundreds();
}

static struct type noted; /* a weak reference that notes when it is freed */
static const struct object *numbered_refs[4];
static bool freed[4];

static void is_freed(struct object *self)
{
    for (int i = 0; i < 4; i++)
        freed[i] = freed[i] || self == numbered_refs[i];
    weakref_type.dealloc(self);
}

/* Drops all weak references that there are names for: its own, and those of who is to come. */
static bool drops_the_others(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    bool called_with_it = !freed[int_value(self)];
    drop_all();
    clearref(&another);
    check_event("%lld%s", int_value(self),
                !called_with_it          ? " is called with one that is gone"
                : freed[int_value(self)] ? " loses its own while it runs"
                                         : "");
    return true;
}

static int called;

static bool counts_its_calls(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    called++;
    return true;
}

static void drops_everything(struct object *self)
{
    check_event("%s goes", object_type_name(self));
    drop_all();
}

/* The callback is gone when it has been called, and what goes with it drops everything. */
static void released_ones_drop_all(void)
{
    struct object *obj = actor_new(check_word(), NULL);
    const char *names[3];

    for (int i = 0; i < 3; i++) {
        struct object *self = actor_new(names[i] = check_word(), drops_everything);
        struct object *callback = function_new("callback", counts_its_calls, self);
        refs[i] = weakref_new(obj, callback);
        decref(callback);
        decref(self);
    }
    called = 0;
    STEP("decref of an object whose three callbacks drop all weak references when they are "
         "released");
    decref(obj);
    BECAUSE("The weak reference owned its callback. Once that has been called nobody needs it.");
    EXPECT("callbacks called", called, 3);
    const char *events = check_events();
    for (int i = 0; i < 3; i++)
        EXPECT(check_text("%s, the self of a callback, is gone", names[i]),
               (bool)(strstr(events, names[i]) != NULL), true);
}

CHECK(drop_each_other, .title = "callbacks that drop each other are all called", .points = 2,
      .after = "newest_first",
      .crashed = "A callback dropped a weak reference that was still to come. Whatever keeps them "
                 "between the two loops has to own a reference to each.",
      .see = "05-told")
{
    struct object *obj = actor_new(check_word(), NULL);

    noted = weakref_type;
    noted.dealloc = is_freed;
    for (int i = 0; i < 4; i++) {
        watch(obj, i, drops_the_others, i);
        refs[i]->type = &noted;
        numbered_refs[i] = refs[i];
        freed[i] = false;
    }
    another = list_pack(2, refs[0], refs[2]); /* somebody else has these, and drops them as well */
    STEP("decref of an object whose callbacks 0 to 3 drop all weak references");
    decref(obj);
    EXPECT("events", check_events(), "3, 2, 1, 0");
    released_ones_drop_all();
}

/* What frees a weak reference for the second time. */
static void freed_again(struct object *self)
{
    (void)self;
    check_event("who is being freed is freed again");
}

CHECK(dying_itself, .title = "a weak reference that is dying is not called", .points = 1,
      .after = "newest_first", .see = "05-two-ways")
{
    struct object *obj = actor_new(check_word(), NULL);
    struct type being_freed = weakref_type;

    being_freed.dealloc = freed_again;
    watch(obj, 0, says_its_number, 0);
    watch(obj, 1, says_its_number, 7);
    watch(obj, 2, says_its_number, 2);
    STEP("decref of an object with callbacks 0, 7 and 2; the weak reference with callback 7 is "
         "being freed, and has a count of 0");
    refs[1]->refcount = 0;
    refs[1]->type = &being_freed;
    decref(obj);
    refs[1]->refcount = 1;
    refs[1]->type = &weakref_type;
    BECAUSE("It is not called, and yet it must not lead to who is gone.");
    EXPECT("weak references that answer", answering(), 0);
    REQUIRE("none answers", answering() == 0);
    BECAUSE(
        "Callback 7 belongs to a weak reference that is being freed just now, further up in the "
        "stack: it is cleared, and not called.");
    EXPECT("events", check_events(), "2, 0");
    BECAUSE("Who is not called never waits.");
    EXPECT("who wait afterwards", weakref_calls_waiting(), 0);
    drop_all();
}

CHECK(misbehaving, .title = "callbacks that raise, collect and let others die", .points = 1,
      .after = "newest_first", .see = "05-told")
{
    callbacks_misbehave(true);
    callbacks_misbehave(false);
}

CHECK(waiting, .title = "how many wait for their call", .points = 1, .after = "newest_first",
      .see = "05-told")
{
    EXPECT("who wait when nobody dies", weakref_calls_waiting(), 0);
    struct object *obj = watched("first", 0, 3);
    another = watched("second", 5, 7);
    STEP("decref of an object with callbacks 0 to 3; callback 2 lets another one die, with "
         "callbacks 5 to 7; each says how many wait");
    decref(obj);
    BECAUSE(
        "All deaths that are under way count together. Who has been called, or is being called, "
        "does not wait any more, and who has no callback never does.");
    EXPECT("events", check_events(),
           "first goes: 0, 3: 3, 2: 2, second goes: 2, 7: 4, 6: 3, 5: 2, end of 2: 2, 1: 1, 0: 0");
    EXPECT("who wait when all have been called", weakref_calls_waiting(), 0);
    drop_all();
    for (int i = 0; i < 2; i++) {
        obj = watched("third", 0, check_between(1, 3));
        STEP("decref of an object with a few callbacks");
        decref(obj);
        check_events();
        EXPECT("who wait when all have been called", weakref_calls_waiting(), 0);
        drop_all();
    }
}

CHECK(no_memory, .title = "without memory, all are cleared and nothing is lost", .points = 1,
      .after = "newest_first",
      .leaked =
          "What could not be kept for its call still has to be cleared, and its callback to be "
          "released.",
      .see = "05-told")
{
    for (size_t nth = 1; nth < 6; nth++) {
        struct object *obj = function_new("referent", says_its_number, NULL);
        for (int i = 0; i < 4; i++)
            refs[i] = weakref_new(obj, NULL);
        for (int i = 4; i < 8; i++)
            watch(obj, i, says_its_number, i);
        STEP("decref of a function, with no memory for request number %zu", nth);
        memory_fail_at(nth);
        decref(obj);
        memory_fail_at(0);
        EXPECT("weak references that answer", answering(), 0);
        REQUIRE("none answers", answering() == 0);
        EXPECT("an error is pending", error_occurred() != ERROR_NONE, false);
        EXPECT("who wait afterwards", weakref_calls_waiting(), 0);
        check_events(); /* who is called is not judged here */
        drop_all();
    }
}
