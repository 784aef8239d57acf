/* Checks of 1d: deep nests of all kinds, what they take, and the order in which they go.
 *
 * Each sentence of the contract:
 *   constant stack                               constant_stack: of each kind, and mixed
 *   no memory                                    no_memory
 *   who waits, and how many                      waiting
 *   all of it                                    all_of_it, also what a finalizer lets go
 *   the same work for each                       same_work
 *   a finalizer runs before those of the owned   owners_first
 *   the first to die goes first                  the lessons, which show it
 *   who comes back lives, and is finalized once  back_to_life
 *   who waits is not tracked                     owners_first: the collector's lists are whole
 */
#include "exercises/01_refcounting/1d_deep_release.h"

#include <stdlib.h>

#include "common/looking/verify.h"
#include "common/tracing/census.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/01_refcounting/nests.h"
#include "exercises/check.h"

enum { MILLION = 1000000, ACTORS = 400 };

static size_t objects_alive(void)
{
    struct census_row row;
    size_t objects;

    census_take(&row, 1, &objects);
    return objects;
}

CHECK(
    all_of_it, .title = "when decref returns, all that died is gone", .points = 1,
    .usually = "Whatever waits has to be released before the outermost dealloc() returns, and the "
               "next one has to start afresh.",
    .leaked = "All objects went, and some memory did not come back. Once obj->type->dealloc() has "
              "returned, obj is gone, or back to life: touch nothing of it.",
    .see = "01-deep")
{
    for (int round = 0; round < 10; round++) {
        int depth = round == 0 ? 0 : check_random(8);
        const char *name = check_word();
        size_t before = objects_alive();
        struct object *actor = actor_new(name, actor_says_it_goes);
        struct object *word = str_new(check_word()), *list = list_pack(2, actor, word);
        decref(actor);
        decref(word);
        STEP("decref(a nest %d deep, with [%s, a str] in it)", depth, name);
        decref(nest(depth, list));
        const char *events = check_events();
        EXPECT("events", events, check_text("%s goes", name));
        STOP_IF(*events == '\0');
        BECAUSE(
            "obj->type->dealloc() releases all that the object owns, and gives its memory back. "
            "Something of that did not happen.");
        EXPECT("objects that are left", objects_alive() - before, 0);
        STOP_IF(objects_alive() != before);
    }
    const char *name = check_word(), *other = check_word();
    dropped = nest(check_between(1, 8), actor_new(other, actor_says_it_goes));
    STEP("decref(a nest with %s in it, whose finalizer drops a nest with %s in it)", name, other);
    decref(nest(check_between(1, 8), actor_new(name, drops)));
    BECAUSE("What a finalizer lets go dies during a release: it has to be gone at the end, too.");
    EXPECT("events", check_events(), check_text("%s drops, %s goes", name, other));
}

static const char *place_on_the_stack; /* where the last finalizer ran */

static void notes_its_place(struct object *self)
{
    check_event("%s goes", object_type_name(self));
    place_on_the_stack = __builtin_frame_address(0);
}

/* How much stack is used where the innermost goes, more than in a nest three deep. */
static long more_stack(struct object *shallow, struct object *deep, const char *what, int depth)
{
    STEP("decref(a nest of %s, 3 deep)", what);
    decref(shallow);
    const char *place = place_on_the_stack;
    STEP("decref(another, %d deep)", depth);
    decref(deep);
    return place - place_on_the_stack;
}

static struct object *innermost(void)
{
    return actor_new("the innermost", notes_its_place);
}

CHECK(constant_stack, .title = "a million deep takes no more stack than three deep", .points = 2,
      .seconds = 5, .after = "all_of_it",
      .usually = "A level of the nest became a call inside a call. What dies while a release is "
                 "under way has to wait until that one is done, and then a loop takes it.",
      .see = "01-deep")
{
    long more;

    for (int i = 0; i < KINDS; i++) {
        enum kind kind = (enum kind)i;
        int depth = check_between(400, 500);
        more = more_stack(nest_of(kind, 3, innermost()), nest_of(kind, depth, innermost()),
                          kind_names[kind], depth);
        EXPECT_AT_MOST("bytes of stack more", more, 1024);
        STOP_IF(more > 1024);
        EXPECT("events", check_events(), "the innermost goes, the innermost goes");
    }
    int depth = check_large(MILLION) + check_random(1000);
    gc_disable();       /* neither has anything to do with releasing, */
    tracemalloc_stop(); /* and both take their time with a million objects */
    more = more_stack(nest(3, innermost()), nest(depth, innermost()), "all kinds", depth);
    EXPECT_AT_MOST("bytes of stack more", more, 1024);
    EXPECT("events", check_events(), "the innermost goes, the innermost goes");
}

CHECK(same_work, .title = "one more that waits is no more work when many wait", .points = 1,
      .after = "constant_stack",
      .timed_out =
          "Where one has to wait, all that wait already were looked at: a list has a first "
          "and a last, and both can be remembered.",
      .see = "01-deep")
{
    int count = check_large(200000);
    struct object *lists = list_new(count);

    gc_disable();
    tracemalloc_stop();
    for (int i = 0; i < count; i++)
        list_set(lists, i, list_new(0));
    size_t blocks = memory_blocks();
    STEP("decref(a list of %d lists)", count);
    decref(lists);
    EXPECT("it is gone", memory_blocks() < blocks, true);
}

CHECK(no_memory, .title = "a release asks for no memory", .points = 1, .after = "constant_stack",
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
      .after = "constant_stack", .see = "01-deep")
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
    BECAUSE("Each goes once, and the loop goes on until nothing waits any more.");
    EXPECT("finalizers that ran", turns, ACTORS);
    BECAUSE("Let obj->type->dealloc() do the releasing: it runs the finalizer before it lets go of "
            "what obj owns.");
    EXPECT("finalizers that ran before an owner's", too_early, 0);
    BECAUSE("An object that waits has to be untracked first: the collector's lists may not lead to "
            "the dead.");
    EXPECT("every finalizer found the collector's lists whole", whole, true);
    STEP("decref(a box in a box); a box looks whether it is tracked when its dealloc begins");
    decref(box_new(box_new(NULL)));
    BECAUSE("gc_untrack() comes before obj->type->dealloc(), also for one that need not wait.");
    EXPECT("boxes that were still tracked", boxes_tracked, 0);
}

static struct object *saved;

static void comes_back(struct object *self)
{
    check_event("%s comes back", object_type_name(self));
    saved = newref(self);
}

CHECK(back_to_life, .title = "who comes back lives on, and is finalized once", .points = 2,
      .after = "owners_first", .see = "01-deep")
{
    int depth = check_between(60, 200);
    struct object *inner = nest(depth, actor_new("the innermost", actor_says_it_goes));
    struct object *phoenix = actor_new("phoenix", comes_back);

    object_setattr(phoenix, "inner", inner);
    decref(inner);
    STEP("decref(a nest %d deep, with phoenix in it, who owns another nest)", depth);
    decref(nest(depth, phoenix));
    BECAUSE(
        "phoenix came back, so it stays, and what it owns stays. obj->type->dealloc() does all the "
        "releasing, and when it returns obj may be alive: touch nothing of it.");
    EXPECT("events", check_events(), "phoenix comes back");
    EXPECT("phoenix is tracked", gc_is_tracked(saved), true);
    STEP("decref(a new nest %d deep, with phoenix in it again)", depth);
    decref(nest(depth, saved));
    BECAUSE("A finalizer runs once. That it has run is the flag GC_FINALIZED in the header's prev: "
            "gc_set_prev() keeps it, a plain assignment does not.");
    EXPECT("events", check_events(), "the innermost goes");
}

CHECK(
    waiting, .title = "dealloc_waiting() says how many have died and wait", .points = 1,
    .after = "constant_stack",
    .usually =
        "Each that dies during a release waits until its own begins: the one whose finalizer runs "
        "waits no more, and what it owns has not died yet. Atoms do not wait.",
    .too_many = "Nothing is being released, so nobody waits.", .see = "01-deep")
{
    struct object *cls = class_new(&(struct class_spec){.name = "asker", .finalize = asks});
    int count = check_between(3, 20), others = check_between(2, 8);
    char expected[8 * ASKED_MOST] = "";

    EXPECT("dealloc_waiting(), before anything dies", dealloc_waiting(), 0);
    answers[0] = '\0';
    STEP("decref(a list of %d instances, each with a str behind it); each finalizer asks", count);
    decref(askers(cls, count));
    count_down(expected, count);
    EXPECT("dealloc_waiting()", answers, expected);
    EXPECT("dealloc_waiting(), when all are gone", dealloc_waiting(), 0);

    dropped = askers(cls, others);
    answers[0] = expected[0] = '\0';
    STEP("decref([an instance]), whose finalizer drops a list of %d, and then asks", others);
    decref(askers(cls, 1));
    add_number(expected, 1); /* that list, whose elements have an owner yet */
    count_down(expected, others);
    EXPECT("dealloc_waiting()", answers, expected);
    EXPECT("dealloc_waiting(), when all are gone", dealloc_waiting(), 0);

    answers[0] = '\0';
    STEP("decref(a nest of lists, %d deep, around [an instance]), whose finalizer asks", count);
    decref(nest_of(LISTS, count, askers(cls, 1)));
    EXPECT("dealloc_waiting()", answers, "0");
    decref(cls);
}
