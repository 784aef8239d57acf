/* Releasing nests of any depth: in constant stack, and in CPython's order. */
#include "common/objects/dealloc.h"
#include "common/objects/freelist.h"
#include "common/tests/test.h"

#include <sys/resource.h>

/* A stress build looks over much of the heap at every allocation: there, deep enough is less. */
#if RECLAIM_STRESS
enum { MILLION = 20000 };
#else
enum { MILLION = 1000000 };
#endif

/* One more layer around @inner, which is stolen. */
static struct object *in_list(struct object *inner)
{
    struct object *outer = list_new(1);

    list_set(outer, 0, inner);
    return outer;
}

static struct object *in_tuple(struct object *inner)
{
    struct object *outer = tuple_new(1);

    tuple_set(outer, 0, inner);
    return outer;
}

static struct object *in_dict(struct object *inner)
{
    struct object *outer = dict_new();

    dict_set(outer, none(), inner);
    decref(inner);
    return outer;
}

static struct object *node_class;

static struct object *in_instance(struct object *inner)
{
    struct object *outer = instance_new(node_class);

    object_setattr(outer, "inner", inner);
    decref(inner);
    return outer;
}

static struct object *in_instance_with_dict(struct object *inner)
{
    struct object *outer = in_instance(inner);

    instance_dict(outer);
    return outer;
}

/* A recursive release of a million would need far more stack than 1 MiB. */
static void release_nest(struct object *(*const *wrap)(struct object *inner), int kinds, int depth)
{
    struct object *nest = list_new(0);

    for (int i = 0; i < depth; i++)
        nest = wrap[i % kinds](nest);
    ck_assert_int_eq(setrlimit(RLIMIT_STACK, &(struct rlimit){1 << 20, 1 << 20}), 0);
    decref(nest);
    freelists_clear();
    ck_assert_uint_le(blocks_made(), 4); /* the class, its name, its list of names, one name */
}

START_TEST(a_million_nested_lists)
{
    release_nest((struct object *(*[])(struct object *)){in_list}, 1, MILLION);
}
END_TEST

START_TEST(a_million_nested_tuples)
{
    release_nest((struct object *(*[])(struct object *)){in_tuple}, 1, MILLION);
}
END_TEST

START_TEST(a_million_nested_dicts)
{
    release_nest((struct object *(*[])(struct object *)){in_dict}, 1, MILLION);
}
END_TEST

START_TEST(a_million_linked_instances)
{
    node_class = class_new_plain("Node");
    release_nest((struct object *(*[])(struct object *)){in_instance}, 1, MILLION);
    decref(node_class);
}
END_TEST

START_TEST(a_million_of_all_kinds)
{
    node_class = class_new_plain("Node");
    release_nest((struct object *(*[])(struct object *)){in_list, in_tuple, in_dict, in_instance,
                                                         in_instance_with_dict},
                 5, MILLION);
    decref(node_class);
}
END_TEST

/* x = [x, M(i)] or [M(i), x] for i in range(130): the outermost number is 129. */
static struct object *nest_with_tellers(bool teller_first)
{
    struct object *nest = newref(none());

    for (int i = 0; i < 130; i++) {
        struct object *pair = list_new(2);
        list_set(pair, teller_first, nest);
        list_set(pair, !teller_first, teller(i));
        nest = pair;
    }
    return nest;
}

/* The story is these ranges of numbers, each up or down. */
static void expect_ranges(int count, const int (*ranges)[2])
{
    char expected[sizeof story] = "";
    size_t used = 0;

    for (int r = 0; r < count; r++) {
        int last = ranges[r][1], step = ranges[r][0] <= last ? 1 : -1;
        for (int i = ranges[r][0]; i != last + step; i += step)
            used += (size_t)snprintf(expected + used, sizeof expected - used,
                                     used == 0 ? "%d" : " %d", i);
    }
    expect_story(expected);
}

/* The last element is released first, so here the tellers go outer to inner, but for two. */
START_TEST(past_fifty_a_finalizer_waits)
{
    decref(nest_with_tellers(false));
    expect_ranges(5, (const int[][2]){{129, 81}, {79, 32}, {30, 0}, {31, 31}, {80, 80}});
}
END_TEST

START_TEST(what_waits_goes_last_in_first_out)
{
    decref(nest_with_tellers(true));
    expect_ranges(5, (const int[][2]){{81, 129}, {80, 80}, {32, 79}, {31, 31}, {0, 30}});
}
END_TEST

START_TEST(a_chain_of_instances_goes_outer_to_inner)
{
    static const char *const slots[] = {"number", "next", NULL};
    struct object *cls =
        class_new(&(struct class_spec){.name = "Link", .slots = slots, .finalize = tell});
    struct object *chain = newref(none());

    for (int i = 129; i >= 0; i--) {
        struct object *link = instance_new(cls), *number = int_new(i);
        object_setattr(link, "number", number);
        object_setattr(link, "next", chain);
        decref(number);
        decref(chain);
        chain = link;
    }
    decref(chain);
    expect_ranges(1, (const int[][2]){{0, 129}});
    decref(cls);
}
END_TEST

START_TEST(fifty_deep_nothing_waits)
{
    struct object *nest = teller(1);

    for (int depth = 0; depth < DEALLOC_DEPTH - 1; depth++)
        nest = in_list(nest);
    decref(nest);
    expect_story("1");
    ck_assert_ptr_null(deallocation.later);
    ck_assert_int_eq(deallocation.depth, 0);
}
END_TEST

TESTS("dealloc", a_million_nested_lists, a_million_nested_tuples, a_million_nested_dicts,
      a_million_linked_instances, a_million_of_all_kinds, past_fifty_a_finalizer_waits,
      what_waits_goes_last_in_first_out, a_chain_of_instances_goes_outer_to_inner,
      fifty_deep_nothing_waits)
