/* The free lists, as far as gc.get_count shows them: table 10.1 of the reference. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

#include "common/objects/freelist.h"

enum { N = 100 };

static struct object *objects[N];

static int count(void)
{
    int counts[GC_GENERATIONS];

    gc_get_count(counts);
    return counts[0];
}

static struct object *make_list(void)
{
    return list_new(0);
}

static struct object *make_dict(void)
{
    return dict_new();
}

static struct object *make_empty_tuple(void)
{
    return tuple_new(0);
}

static struct object *make_pair(void)
{
    return tuple_new(2);
}

static struct object *make_19(void)
{
    return tuple_new(19);
}

static struct object *make_20(void)
{
    return tuple_new(20);
}

static struct object *make_21(void)
{
    return tuple_new(21);
}

static struct object *make_int(void)
{
    return int_new(1000);
}

/* The count after 100 were made, after they were freed, after 100 were made again. */
static void expect_counts(struct object *(*make)(void), int made, int freed, int made_again)
{
    int start = count();

    for (int i = 0; i < N; i++)
        objects[i] = make();
    ck_assert_int_eq(count() - start, made);
    for (int i = 0; i < N; i++)
        decref(objects[i]);
    ck_assert_int_eq(count() - start, freed);
    for (int i = 0; i < N; i++)
        objects[i] = make();
    ck_assert_int_eq(count() - start, made_again);
    for (int i = 0; i < N; i++)
        decref(objects[i]);
}

START_TEST(eighty_lists_and_eighty_dicts)
{
    expect_counts(make_list, 100, 80, 100);
    expect_counts(make_dict, 100, 80, 100);
}
END_TEST

START_TEST(tuples_up_to_twenty)
{
    expect_counts(make_empty_tuple, 0, 0, 0);
    expect_counts(make_pair, 100, 100, 100);
    expect_counts(make_19, 100, 100, 100);
    expect_counts(make_20, 100, 100, 200); /* kept but never taken */
    expect_counts(make_21, 100, 0, 100);
}
END_TEST

START_TEST(atoms_do_not_count)
{
    expect_counts(make_int, 0, 0, 0);
}
END_TEST

START_TEST(instances_count_and_their_dicts_too)
{
    struct object *cls = class_new_plain("Node");
    int start = count();

    for (int i = 0; i < N; i++)
        objects[i] = instance_new(cls);
    ck_assert_int_eq(count() - start, 100);
    for (int i = 0; i < N; i++)
        object_setattr(objects[i], "a", none());
    ck_assert_int_eq(count() - start, 100);
    for (int i = 0; i < N; i++)
        instance_dict(objects[i]);
    ck_assert_int_eq(count() - start, 200);
    for (int i = 0; i < N; i++)
        decref(objects[i]);
    ck_assert_int_eq(count() - start, 80);
    decref(cls);
}
END_TEST

START_TEST(the_count_has_a_floor)
{
    for (int i = 0; i < N; i++)
        objects[i] = tuple_new(21);
    collector.generations[0].count = 0;
    for (int i = 0; i < N; i++)
        decref(objects[i]);
    ck_assert_int_eq(count(), 0);
}
END_TEST

START_TEST(clearing_gives_everything_back)
{
    for (int i = 0; i < N; i++)
        objects[i] = list_new(0);
    for (int i = 0; i < N; i++)
        decref(objects[i]);
    ck_assert_uint_eq(blocks_made(), 80);
    ck_assert_uint_eq(freelists_clear(), 80);
    ck_assert_uint_eq(blocks_made(), 0);
    ck_assert_int_eq(count(), 0);
}
END_TEST

START_TEST(a_list_from_the_free_list_is_as_new)
{
    struct object *list = list_pack(2, none(), none());

    decref(list);
    ck_assert_ptr_eq(list_new(0), list);
    ck_assert_int_eq(refcount(list), 1);
    ck_assert_int_eq(list_size(list), 0);
    ck_assert(gc_is_tracked(list));
    ck_assert(!gc_is_finalized(list));
    decref(list);
}
END_TEST

START_TEST(a_dict_from_the_free_list_is_as_new)
{
    struct object *dict = dict_new(), *list = list_new(0);

    dict_set_str(dict, "a", list);
    decref(dict);
    ck_assert_ptr_eq(dict_new(), dict);
    ck_assert_int_eq(dict_size(dict), 0);
    ck_assert(!gc_is_tracked(dict));
    decref(dict);
    decref(list);
}
END_TEST

TESTS("freelist", eighty_lists_and_eighty_dicts, tuples_up_to_twenty, atoms_do_not_count,
      instances_count_and_their_dicts_too, the_count_has_a_floor, clearing_gives_everything_back,
      a_list_from_the_free_list_is_as_new, a_dict_from_the_free_list_is_as_new)
