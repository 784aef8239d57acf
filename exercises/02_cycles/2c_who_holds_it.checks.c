/* Checks of 2c: is it a path, is it a cycle, and how much was visited to find it. */
#include "exercises/02_cycles/2c_who_holds_it.h"

#include <stdint.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/spots.h"

static void show(int of)
{
    STEP("cycle_through(%d), objects: %d; %s", of, graph.size, who_refers_to_whom());
}

/* ---- what is found, and what is expected --------------------------------------------------------
 */

/* Says in words what @path is. */
static const char *description(struct object *path, int of)
{
    static bool before[MOST];
    intptr_t size = list_size(path);

    if (size == 0)
        return "empty";
    if (list_get(path, 0) != graph.spots[of])
        return "it does not begin with the object";
    memset(before, 0, sizeof before);
    for (intptr_t i = 0; i < size; i++) {
        int here = number_of(list_get(path, i));
        int next = number_of(list_get(path, i + 1 < size ? i + 1 : 0));
        if (here < 0)
            return "something strange stands in it";
        if (before[here])
            return check_text("%d stands in it twice", here);
        if (!refers(here, next))
            return check_text("%d does not refer to %d", here, next);
        before[here] = true;
    }
    return "a cycle";
}

/* Whether a search from @of comes back to it. */
__attribute__((unused)) static bool comes_back(int of)
{
    static int queue[MOST + 1];
    static bool reached[MOST];
    int end = 1;

    memset(reached, 0, sizeof reached);
    queue[0] = of;
    for (int at = 0; at < end; at++)
        for (int k = 0; k < graph.owned[queue[at]]; k++) {
            int to = graph.to[queue[at]][k];
            if (!reached[to] && to != of)
                queue[end++] = to;
            reached[to] = true;
        }
    return reached[of];
}

/* Asks for a cycle through @of, and looks at the answer. */
static void ask(int of)
{
    show(of);
    visits = 0;
    deepest = UINTPTR_MAX;
    struct object *path = cycle_through(graph.spots[of]);
    if (path == NULL)
        STEP("NULL came back, and the pending error is: %s",
             error_occurred() != ERROR_NONE ? error_message() : "none");
    REQUIRE("it gives a list", path != NULL && path->type == &list_type);
    EXPECT("the path", description(path, of), comes_back(of) ? "a cycle" : "empty");
    decref(path);
}

CHECK(path_is_a_cycle, .title = "each refers to the next, and the last to the first", .points = 3,
      .usually = "The path begins with the object itself. Who was visited on the way but did not "
                 "lead back does not belong in it: remember for each who found it, and walk back "
                 "from the one that closed the cycle.",
      .see = "02-cycle")
{
    for (int round = 0; round < 80; round++) {
        int size = check_between(1, 10), length = check_between(1, size), order[10];
        begin(size);
        for (int i = 0; i < size; i++)
            order[i] = i;
        check_shuffle(order, size);
        for (int i = check_random(2 * size); i-- > 0;) {
            int from = check_random(size);
            if (graph.owned[from] < OWNED - 1) /* a place is left for the cycle */
                refer(from, check_random(size));
        }
        for (int i = 0; i < length; i++)
            refer(order[i], order[(i + 1) % length]);
        ask(order[check_random(length)]);
        end();
    }
}

CHECK(none_is_none, .title = "an empty list when there is no way back", .points = 2,
      .usually = "An object may lead to a cycle, or hang off one, without being on it. Only a way "
                 "back to the object itself counts.",
      .see = "02-cycle")
{
    for (int round = 0; round < 40; round++) {
        int tail = check_between(1, 4), ring = check_between(1, 4), off = check_between(1, 3);
        begin(tail + ring + off); /* a tail that leads to a ring, and what hangs off it */
        for (int i = 0; i + 1 < graph.size; i++)
            refer(i, i + 1);
        refer(tail + ring - 1, tail);
        for (int i = 0; i < tail; i++)
            refer(i, check_between(i + 1, graph.size - 1));
        ask(check_random(tail));
        ask(tail + ring + check_random(off));
        end();
    }
}

CHECK(any_container, .title = "through lists, tuples, dicts and instances alike", .points = 1,
      .usually = "Ask object_traverse(), whatever it is; not the functions of one kind. Not every "
                 "container can be the key of a dict; its address, as an int, can.",
      .see = "02-tracked")
{
    const char *class_name = check_word(), *key = check_word();
    struct object *cls = class_new_plain(class_name);
    struct object *instance = instance_new(cls), *dict = dict_new(), *list = list_new(0);
    struct object *word = str_new(check_word()), *tuple = tuple_pack(2, word, instance);

    gc_disable();
    list_append(list, word);
    list_append(list, tuple);
    dict_set_str(dict, key, list);
    object_setattr(instance, "word", word);
    object_setattr(instance, "dict", dict);
    STEP(
        "an instance of %s has a dict, which has a list, which has a tuple, which has the instance",
        class_name);
    EXPECT("cycle_through(instance)", kinds(cycle_through(instance)),
           check_text("%s -> dict -> list -> tuple", class_name));
    EXPECT("cycle_through(list)", kinds(cycle_through(list)),
           check_text("list -> tuple -> %s -> dict", class_name));
    EXPECT("references to the dict", refcount(dict), 2);
    EXPECT("references to the tuple", refcount(tuple), 2);
    list_clear(list);
    struct object *all[] = {instance, dict, list, word, tuple, cls};
    for (int i = 0; i < 6; i++)
        decref(all[i]);
}

/* Asks for a cycle through @of, whatever the answer, and looks at the work: at the visits of who
 * asks, not those of a collection meanwhile. */
static void few_visits(int of)
{
    show(of);
    for (int i = 0; i < graph.size; i++)
        gc_untrack(graph.spots[i]);
    visits = 0;
    xdecref(cycle_through(graph.spots[of]));
    for (int i = 0; i < graph.size; i++)
        gc_track(graph.spots[i]);
    EXPECT("it made more than 4 visits for each reference", visits > 4L * graph.references, false);
}

CHECK(linear_work, .title = "visits each reference a few times", .points = 2,
      .usually =
          "In a ladder of n rungs there are two to the n ways down. Who has been visited "
          "and did not lead back will not do so on another way either: remember who was seen.",
      .see = "02-trial-deletion")
{
    int rungs = check_between(40, 60);

    begin(2 * rungs);
    for (int i = 0; i + 1 < rungs; i++)
        for (int side = 0; side < 4; side++)
            refer(2 * i + side / 2, 2 * (i + 1) + side % 2);
    few_visits(0);
    refer(2 * rungs - 1, 1);
    few_visits(1);
    end();
}

CHECK(constant_stack, .title = "a cycle of thousands takes no more stack than one of 8",
      .points = 1, .seconds = 5, .after = "path_is_a_cycle",
      .usually = "A visitor that traverses goes as deep as the data. Write down who is to be "
                 "traversed, and let a loop do it.",
      .see = "01-deep")
{
    uintptr_t shallow = 0;

    for (int round = 0; round < 2; round++) {
        begin(round == 0 ? 8 : check_large(3000));
        for (int i = 0; i < graph.size; i++)
            refer(i, (i + 1) % graph.size);
        ask(0);
        shallow = round == 0 ? deepest : shallow;
        end();
    }
    EXPECT("the second took a kilobyte of stack more", shallow > deepest + 1024, false);
}

CHECK(no_memory, .title = "without memory nothing is left behind", .points = 1,
      .after = "path_is_a_cycle",
      .usually =
          "Every list, int and dict entry can fail to be made. On each way out, release what "
          "there is, and return NULL.",
      .see = "01-new-borrowed-stolen")
{
    int size = check_between(5, 9), changed = 0;
    struct object *path = NULL;

    begin(size);
    for (int i = 0; i < size; i++)
        refer(i, (i + 1) % size);
    for (size_t nth = 1; path == NULL && nth < 1000; nth++) {
        STEP("cycle_through(0) in a ring of %d, with no memory for request number %zu", size, nth);
        memory_fail_at(nth);
        path = cycle_through(graph.spots[0]);
        memory_fail_at(0);
        error_clear();
        for (int i = 0; i < size && path == NULL; i++)
            changed += refcount(graph.spots[i]) != 2;
    }
    EXPECT("counts that changed", changed, 0);
    REQUIRE("it gives a list when there is memory again", path != NULL);
    EXPECT("the path", description(path, 0), "a cycle");
    decref(path);
    end();
}
