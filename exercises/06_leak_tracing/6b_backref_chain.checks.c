/* Checks of 6b: is it a chain, is it a shortest one, and how much was looked at to find it.
 *
 * Each sentence:
 * - the list [root, ..., obj], each refers to the next, a shortest, the nearest root -> shortest
 * - a new reference; no count is changed for good, nothing is kept -> shortest, any_container
 * - [obj] alone: a root itself, or no root; holders in cycles -> alone
 * - at most max_depth references -> depth
 * - obj and the links may be of any type -> any_container
 * - nothing of one's own is a link -> not_itself
 * - four looks at an object for each step -> little_work
 * - NULL without memory, with an error, and nothing left behind -> no_memory
 */
#include "exercises/06_leak_tracing/6b_backref_chain.h"

#include <limits.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/06_leak_tracing/chains.h"
#include "exercises/check.h"

/* Asks for the chain to @of, and looks at the answer. */
static void ask(int of, int max_depth)
{
    show(of, max_depth);
    struct object *chain = backref_chain(graph.spots[of], is_marked, NULL, max_depth);
    REQUIRE("it gives a list", chain != NULL && chain->type == &list_type);
    EXPECT("the chain", description(chain, of), expected(of, max_depth));
    BECAUSE("The list is the caller's alone.");
    EXPECT("references to the list", refcount(chain), 1);
    decref(chain);
    BECAUSE(
        "Somebody that the search has met has another count than before: what it takes for a while "
        "it gives back, and what is lent to it it does not.");
    EXPECT("counts that changed", changed_counts(), 0);
    BECAUSE("The collector was off, and whoever switches it off meanwhile leaves it so.");
    EXPECT("the automatic collector is on", gc_is_enabled(), false);
}

CHECK(shortest, .title = "from the nearest root, each refers to the next", .points = 3,
      .usually = "Go back from the object one step at a time, to everybody new who refers to "
                 "somebody of the step before. The first root that turns up is the nearest. Each "
                 "link must refer to the next by itself, not only to somebody found as early.",
      .see = "06-who-holds")
{
    for (int round = 0; round < 80; round++) {
        int size = check_between(3, 10), last = size - 1;
        begin(size);
        for (int i = 0; i < last; i++) /* so that one root at least leads to 0 */
            refer(i + 1, check_random(i + 1));
        for (int i = check_random(size); i-- > 0;)
            refer(check_random(size), check_random(size));
        graph.root[last] = true;
        graph.root[check_between(1, last)] = true;
        int of = check_random(last);
        ask(graph.root[of] ? 0 : of, DEEP);
        ask(0, DEEP);
        end();
    }
}

CHECK(alone, .title = "the object alone, when it is a root or none holds it", .points = 2,
      .after = "shortest",
      .usually = "Ask about the object itself first. A root that the object refers to holds "
                 "nothing. And when a step back finds nobody new, there is no root.",
      .see = "06-who-holds")
{
    for (int round = 0; round < 40; round++) {
        int size = check_between(3, 8), of = check_random(size - 1);
        begin(size);
        for (int i = 0; i + 2 < size; i++) /* they hold one another in a ring */
            refer(i, i + 1);
        refer(size - 2, 0);
        refer(of, size - 1);
        graph.root[size - 1] = true; /* it is held by the ring, and holds none of it */
        ask(of, DEEP);
        refer(size - 1, check_random(size - 1));
        graph.root[of] = true;
        ask(of, DEEP);
        end();
    }
}

CHECK(depth, .title = "max_depth references, and not one more", .points = 1,
      .usually = "A chain of n references has n + 1 objects and takes n steps back. With a "
                 "max_depth of 0 there is no step.",
      .see = "06-who-holds")
{
    for (int round = 0; round < 10; round++) {
        int length = round == 0   ? 1 /* one step is what 0 must not take */
                     : round == 1 ? check_between(200, 300)
                                  : check_between(1, 8);
        begin(length + 1);
        for (int i = 0; i < length; i++)
            refer(i + 1, i);
        graph.root[length] = true;
        ask(0, length);
        ask(0, length - 1);
        ask(0, 0);
        ask(0, length + check_between(1, 3));
        ask(0, INT_MAX);
        end();
    }
}

static bool is_it(struct object *obj, void *argument)
{
    return obj == argument;
}

static bool is_no_spot(struct object *obj, void *argument)
{
    (void)argument;
    return obj->type != &spot_type;
}

/* The chain from a root to @obj, by the types' names. */
static const char *kinds_of_chain(struct object *obj, root_test *is_root, void *argument)
{
    return kinds(backref_chain(obj, is_root, argument, DEEP));
}

CHECK(any_container, .title = "through lists, tuples, dicts and instances, to a str", .points = 1,
      .usually = "Ask the collector or object_traverse(), whatever it is. Everything can be held, "
                 "also what can hold nothing: a str has no GC header.",
      .see = "06-who-holds")
{
    const char *class_name = check_word();
    struct object *cls = class_new_plain(class_name), *instance = instance_new(cls);
    struct object *dict = dict_new(), *list = list_new(0), *empty = list_new(0);
    struct object *word = str_new(check_word()), *tuple = tuple_pack(2, word, empty);

    gc_disable();
    list_append(list, tuple);
    dict_set_str(dict, check_word(), list);
    object_setattr(instance, "dict", dict);
    STEP("an instance of %s has a dict, which has a list, which has a tuple, which has a str",
         class_name);
    EXPECT("the chain to the str", kinds_of_chain(word, is_it, instance),
           check_text("%s -> dict -> list -> tuple -> str", class_name));
    EXPECT("the chain to the list", kinds_of_chain(list, is_it, instance),
           check_text("%s -> dict -> list", class_name));
    EXPECT("references to the str", refcount(word), 2);
    struct object *all[] = {instance, dict, list, tuple, word, empty, cls};
    for (int i = 0; i < 7; i++)
        decref(all[i]);
}

CHECK(not_itself, .title = "what the search has made is no link", .points = 1,
      .usually = "A list in which you keep what you have found refers to it: the collector "
                 "tells you so. Keep pointers in bytes from memory_alloc(), or leave your own "
                 "lists out, those that gc_get_referrers() has given included.",
      .see = "06-who-holds")
{
    int length = check_between(2, 6);
    struct object *list = list_new(0);

    begin(length);
    for (int i = 0; i + 1 < length; i++)
        refer(i + 1, i);
    list_append(list, graph.spots[length - 1]);
    for (int of = 0; of < length; of++) {
        char text[TEXT] = "list";
        for (int i = of; i < length; i++)
            strcat(text, " -> spot");
        STEP("a list refers to %d, which refers to %d and so on down to 0; a root is whatever is "
             "no spot; backref_chain(%d)",
             length - 1, length - 2, of);
        EXPECT("the chain", kinds_of_chain(graph.spots[of], is_no_spot, NULL), text);
    }
    decref(list);
    end();
}

/* Asks for the chain to 0, whatever the answer, and looks at the work. */
static void few_traversals(void)
{
    int steps;

    show(0, FAR);
    distance(0, &steps);
    traversals = 0;
    xdecref(backref_chain(graph.spots[0], is_marked, NULL, FAR));
    EXPECT_AT_MOST("traversals of spots, 4 of each for each step", traversals,
                   4L * graph.size * steps);
}

CHECK(little_work, .title = "one look around for a step, not one for each holder", .points = 1,
      .seconds = 5, .after = "shortest",
      .usually = "gc_get_referrers() looks at every tracked object, however many it is asked "
                 "about: ask it once a step, with everybody that the step before has found. And "
                 "who has been found is not found again.",
      .see = "06-who-holds")
{
    int levels = check_between(3, 5), width = check_between(1200, 1400) / levels;

    begin(1 + levels * width);
    for (int level = 0; level < levels; level++)
        for (int i = 1 + level * width; i <= (level + 1) * width; i++)
            for (int k = 0; k < OWNED - 1; k++)
                refer(i, level == 0 ? 0 : 1 + (level - 1) * width + check_random(width));
    refer(0, graph.size - 1); /* and round and round */
    few_traversals();
    graph.root[graph.size - 1 - check_random(width)] = true;
    few_traversals();
    end();
}

CHECK(no_memory, .title = "without memory nothing is left behind", .points = 1, .after = "shortest",
      .usually = "Every list, and every block of bytes, can fail to be made. On each way out, "
                 "release what there is, and return NULL.",
      .see = "01-new-borrowed-stolen")
{
    int size = check_between(5, 9), changed = 0;
    struct object *chain = NULL;

    begin(size);
    for (int i = 0; i + 1 < size; i++)
        refer(i + 1, i);
    graph.root[size - 1] = true;
    for (size_t nth = 1; chain == NULL && nth < 1000; nth++) {
        STEP("backref_chain(0) in a row of %d, with no memory for request number %zu", size, nth);
        memory_fail_at(nth);
        chain = backref_chain(graph.spots[0], is_marked, NULL, DEEP);
        memory_fail_at(0);
        ANSWERED("backref_chain", chain != NULL);
        changed += chain == NULL ? changed_counts() : 0;
    }
    EXPECT("counts that changed", changed, 0);
    REQUIRE("it gives a list when there is memory again", chain != NULL);
    EXPECT("the chain", description(chain, 0), expected(0, DEEP));
    decref(chain);
    end();
}
