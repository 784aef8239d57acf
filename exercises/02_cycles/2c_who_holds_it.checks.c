/* Checks of 2c: is it a path, is it a cycle, and how much was visited to find it.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - what object_traverse() shows, of any kind of container -> any_container; tracked or not, and
 * only that -> linear_work
 * - no count is changed for good, nothing is kept -> the counts and the census, everywhere
 * - four visits at most for each reference -> linear_work
 * - constant stack -> constant_stack
 * - [obj, ..., last], each refers to the next, none twice; [obj] -> path_is_a_cycle
 * - an empty list: on no cycle -> none_is_none
 * - NULL: no memory, with an error, and nothing is left behind -> no_memory
 */
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
    if (size > 1 && list_get(path, size - 1) == graph.spots[of])
        return "the object stands at its end once more";
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

/* What to look at when that is not as it should be. */
static const char *advice(const char *description)
{
    if (strcmp(description, "empty") == 0)
        return "There is a way back to the object, and it was not found. Follow it above on paper: "
               "at whom does the search end?";
    if (strstr(description, "does not refer") != NULL)
        return "Who was visited on the way but did not lead back does not belong in the path, and "
               "each stands before the one that it refers to. Who found whom?";
    return "The path begins with the object, which stands in it once, as everybody else.";
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

/* Looks at the answer, and drops it. @because: what it means when it is wrong; NULL: what stands in
 * it tells. */
static void look_at_path(struct object *path, int of, const char *because)
{
    BECAUSE(error_occurred() != ERROR_NONE
                ? "Something of the library failed, and its error says why."
                : "NULL says that there was no memory, and there was. An object on no cycle has an "
                  "empty list.");
    REQUIRE("it gives a list", path != NULL && path->type == &list_type);
    BECAUSE(because != NULL ? because : advice(description(path, of)));
    EXPECT("the path", description(path, of), comes_back(of) ? "a cycle" : "empty");
    decref(path);
}

static void ask(int of, const char *because)
{
    show(of);
    visits = 0;
    deepest = UINTPTR_MAX;
    look_at_path(cycle_through(graph.spots[of]), of, because);
    BECAUSE("The collector was off, and whoever switches it off meanwhile leaves it so.");
    EXPECT("the automatic collector is on", gc_is_enabled(), false);
}

CHECK(path_is_a_cycle, .title = "each refers to the next, and the last to the first", .points = 3,
      .see = "02-cycle")
{
    for (int round = 0; round < 80; round++) {
        int size = check_between(1 + round / 12, 1 + round / 9), order[10];
        int length = check_between(1, size);
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
        ask(order[check_random(length)], NULL);
        end();
    }
}

static const char no_way_back[] =
    "An object may lead to a cycle, or hang off one, without being on "
    "it. Only a way back to the object itself counts.";

CHECK(none_is_none, .title = "an empty list when there is no way back", .points = 2,
      .see = "02-cycle")
{
    for (int round = 0; round < 40; round++) {
        int most = 1 + round / 10; /* so the first failure is a small one */
        int tail = check_between(1, most), ring = check_between(1, most);
        int off = check_between(1, most);
        begin(tail + ring + off); /* a tail that leads to a ring, and what hangs off it */
        for (int i = 0; i + 1 < graph.size; i++)
            refer(i, i + 1);
        refer(tail + ring - 1, tail);
        for (int i = 0; i < tail; i++)
            refer(i, check_between(i + 1, graph.size - 1));
        ask(check_random(tail), no_way_back);
        ask(tail + ring + check_random(off), no_way_back);
        end();
    }
    struct object *word = str_new(check_word());
    STEP("cycle_through(a str), which refers to nobody");
    struct object *path = cycle_through(word);
    REQUIRE("it gives a list", path != NULL && path->type == &list_type);
    EXPECT("objects in it", list_size(path), 0);
    decref(path);
    decref(word);
}

CHECK(any_container, .title = "through lists, tuples, dicts and instances alike", .points = 1,
      .see = "02-tracked")
{
    static const char any_kind[] =
        "Ask object_traverse(), whatever it is; not the functions of one kind. Not every container "
        "can be the key of a dict; its address, as an int, can.";
    static const char no_cycle[] = "The path begins with the object; each refers to the next, the "
                                   "last to the first, and none stands there twice.";
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
    const char *got = kinds(cycle_through(instance));
    BECAUSE(*got == '\0' ? any_kind : no_cycle);
    EXPECT("cycle_through(instance)", got, check_text("%s -> dict -> list -> tuple", class_name));
    got = kinds(cycle_through(list));
    BECAUSE(*got == '\0' ? any_kind : no_cycle);
    EXPECT("cycle_through(list)", got, check_text("list -> tuple -> %s -> dict", class_name));
    EXPECT("references to the dict afterwards", refcount(dict), 2);
    EXPECT("references to the tuple afterwards", refcount(tuple), 2);
    list_clear(list);
    struct object *all[] = {instance, dict, list, word, tuple, cls};
    for (int i = 0; i < 6; i++)
        decref(all[i]);
}

/* Asks for a cycle through @of, and looks at the work: at the visits of who asks, not those of a
 * collection meanwhile. */
static void few_visits(int of, const char *because)
{
    STEP("objects: %d, in a ladder; the collector tracks none of them. cycle_through(%d)",
         graph.size, of);
    for (int i = 0; i < graph.size; i++)
        gc_untrack(graph.spots[i]);
    visits = 0;
    struct object *path = cycle_through(graph.spots[of]);
    for (int i = 0; i < graph.size; i++)
        gc_track(graph.spots[i]);
    BECAUSE("In a ladder of n rungs there are two to the n ways down. Who has been visited and did "
            "not lead back will not do so on another way either: remember who was seen.");
    EXPECT_AT_MOST(check_text("visits, when there are %d references", graph.references), visits,
                   4L * graph.references);
    look_at_path(path, of, because);
}

CHECK(linear_work, .title = "visits each reference a few times", .points = 2,
      .timed_out = "In a ladder of n rungs there are two to the n ways down. Who has been visited "
                   "and did not lead back will not do so on another way either.",
      .see = "02-trial-deletion")
{
    int rungs = check_between(40, 60);

    begin(2 * rungs);
    for (int i = 0; i + 1 < rungs; i++)
        for (int side = 0; side < 4; side++)
            refer(2 * i + side / 2, 2 * (i + 1) + side % 2);
    few_visits(0, no_way_back);
    refer(2 * rungs - 1, 1);
    few_visits(
        1, "There is a way back to the object, and it was not found, or the path is not that way.");
    end();
}

CHECK(constant_stack, .title = "a cycle of thousands takes the stack of one of 8", .points = 1,
      .seconds = 5, .after = "path_is_a_cycle", .see = "01-deep")
{
    uintptr_t shallow = 0;

    for (int round = 0; round < 2; round++) {
        begin(round == 0 ? 8 : check_large(3000));
        for (int i = 0; i < graph.size; i++)
            refer(i, (i + 1) % graph.size);
        ask(0, NULL);
        shallow = round == 0 ? deepest : shallow;
        end();
    }
    BECAUSE("A visitor that traverses goes as deep as the data, and so does a function that calls "
            "itself. Write down who is to be traversed, and let a loop do it.");
    EXPECT_AT_MOST("bytes of stack, more than for 8 objects", (long)(shallow - deepest), 1024);
}

CHECK(no_memory, .title = "without memory nothing is left behind", .points = 1,
      .after = "path_is_a_cycle", .see = "01-new-borrowed-stolen")
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
        ANSWERED("cycle_through", path != NULL);
        for (int i = 0; i < size && path == NULL; i++)
            changed += refcount(graph.spots[i]) != 2;
    }
    BECAUSE("Every list, int and dict entry can fail to be made. On each way out, release what "
            "there is, and return NULL.");
    EXPECT("counts that changed", changed, 0);
    REQUIRE("it gives a list when there is memory again", path != NULL);
    look_at_path(path, 0, NULL);
    end();
}
