/* Checks of 1d: deep nests of all kinds, what they take, and the order in which they go. */
#include "exercises/01_refcounting/1d_deep_release.h"

#include <stdlib.h>

#include "common/looking/verify.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"

enum { MILLION = 1000000, ACTORS = 400 };

/* A container of a random kind that owns inner, and takes over the caller's reference to it. */
static struct object *wrapped(struct object *inner)
{
    struct object *outer;

    switch (check_random(100)) {
    case 0:
        outer = dict_new();
        dict_set_str(outer, "inner", inner);
        break;
    case 1:
        outer = actor_new("instance", NULL);
        object_setattr(outer, "inner", inner);
        break;
    case 2: outer = tuple_pack(2, inner, inner); break;
    default: outer = check_flip() ? list_pack(1, inner) : tuple_pack(1, inner);
    }
    decref(inner);
    return outer;
}

static struct object *nest(int depth, struct object *innermost)
{
    while (depth-- > 0)
        innermost = wrapped(innermost);
    return innermost;
}

CHECK(all_of_it, .title = "when decref returns, all that died is gone", .points = 1,
      .usually =
          "Whatever waits has to be released before the outermost dealloc() returns, and the next "
          "one has to start afresh. An object that waits is untracked, then linked through its "
          "header; an atom has no header.",
      .see = "01-deep")
{
    for (int round = 0; round < 10; round++) {
        int depth = round == 0 ? 0 : check_random(8);
        const char *name = check_word();
        struct object *actor = actor_new(name, actor_says_it_goes);
        struct object *list = list_pack(1, actor);
        decref(actor);
        STEP("decref(a nest %d deep, with [%s] in it)", depth, name);
        decref(nest(depth, list));
        const char *events = check_events();
        EXPECT("events", events, check_text("%s goes", name));
        REQUIRE(check_text("%s is gone", name), *events != '\0');
    }
}

static const char *place_on_the_stack; /* where the last finalizer ran */

static void notes_its_place(struct object *self)
{
    check_event("%s goes", object_type_name(self));
    place_on_the_stack = __builtin_frame_address(0);
}

CHECK(constant_stack, .title = "what nests a million deep takes no more stack than three",
      .points = 3, .seconds = 5, .after = "all_of_it",
      .usually =
          "A level of the nest became a call inside a call. What dies while a release is under "
          "way has to wait until that one is done, and then a loop takes it.",
      .see = "01-deep")
{
    int depth = check_large(MILLION) + check_random(1000);

    gc_disable();       /* neither has anything to do with releasing, */
    tracemalloc_stop(); /* and both take their time with a million objects */
    struct object *shallow = nest(3, actor_new("one not so deep", notes_its_place));
    struct object *deep = nest(depth, actor_new("one so deep", notes_its_place));

    STEP("decref(a nest of lists, tuples, dicts and instances, 3 deep)");
    decref(shallow);
    EXPECT("events", check_events(), "one not so deep goes");
    const char *place = place_on_the_stack;
    STEP("decref(another, %d deep)", depth);
    decref(deep);
    EXPECT("events", check_events(), "one so deep goes");
    EXPECT("the second took a kilobyte of stack more", place - place_on_the_stack > 1024, false);
}

CHECK(no_memory, .title = "a release asks for no memory", .points = 2, .after = "constant_stack",
      .usually = "The objects that wait were put into something that has to grow. They have room "
                 "themselves: the GC header of a dead object is free.",
      .see = "01-deep")
{
    int depth = check_between(1000, 2000);
    struct object *outermost = nest(depth, str_new("the innermost"));
    size_t before = memory_requests();

    STEP("decref(a nest of lists, tuples, dicts and instances, %d deep)", depth);
    decref(outermost);
    EXPECT("requests for memory during the release", memory_requests() - before, 0);
}

static int when[ACTORS]; /* the turn at which an actor's finalizer ran, from 1; 0: it has not */
static int turns;
static bool whole; /* no finalizer found the library's lists broken */

static void takes_its_turn(struct object *self)
{
    char report[200];

    when[atoi(object_type_name(self))] = ++turns;
    whole = whole && verify(report, sizeof report);
}

CHECK(owners_first, .title = "a finalizer runs after those of the owners", .points = 1,
      .after = "constant_stack",
      .usually =
          "Let obj->type->dealloc() do the releasing: it runs the finalizer before it lets go of "
          "what obj owns. An object that waits must be untracked first: the collector's lists may "
          "not lead to the dead. And go on until nothing waits any more.",
      .see = "01-deep")
{
    struct object *actors[ACTORS], *owned[ACTORS];
    int owners[ACTORS][2], too_early = 0;

    turns = 0;
    whole = true;
    for (int i = 0; i < ACTORS; i++) {
        when[i] = 0;
        actors[i] = actor_new(check_text("%d", i), takes_its_turn);
        owned[i] = list_new(0);
        object_setattr(actors[i], "owned", owned[i]);
        decref(owned[i]);
        for (int k = 0; i > 0 && k < 2; k++) {
            owners[i][k] = check_between(i < 4 ? 0 : i - 4, i - 1);
            list_append(owned[owners[i][k]], actors[i]);
        }
    }
    for (int i = 1; i < ACTORS; i++)
        decref(actors[i]);
    STEP("decref(actor 0), who owns some actors, who own some actors ... %d in all", ACTORS);
    decref(actors[0]);
    for (int i = 1; i < ACTORS; i++)
        for (int k = 0; k < 2; k++)
            too_early += when[i] < when[owners[i][k]];
    EXPECT("finalizers that ran", turns, ACTORS);
    EXPECT("finalizers that ran before an owner's", too_early, 0);
    EXPECT("every finalizer found the collector's lists whole", whole, true);
}

static struct object *saved;

static void comes_back(struct object *self)
{
    check_event("%s comes back", object_type_name(self));
    saved = newref(self);
}

CHECK(back_to_life, .title = "who comes back lives on, and is finalized once", .points = 2,
      .after = "owners_first",
      .usually =
          "When obj->type->dealloc() returns, obj may be alive: touch nothing of it. And the link "
          "through the waiting must not overwrite the flag GC_FINALIZED: gc_set_prev() keeps it.",
      .see = "01-deep")
{
    int depth = check_between(60, 200);
    struct object *inner = nest(depth, actor_new("the innermost", actor_says_it_goes));
    struct object *phoenix = actor_new("phoenix", comes_back);

    object_setattr(phoenix, "inner", inner);
    decref(inner);
    STEP("decref(a nest %d deep, with phoenix in it, who owns another nest)", depth);
    decref(nest(depth, phoenix));
    EXPECT("events", check_events(), "phoenix comes back");
    EXPECT("phoenix is tracked", gc_is_tracked(saved), true);
    STEP("decref(a new nest %d deep, with phoenix in it again)", depth);
    decref(nest(depth, saved));
    EXPECT("events", check_events(), "the innermost goes");
}
