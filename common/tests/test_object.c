/* Counts, ownership helpers, and what may be asked of any object. */
#include "common/tests/test.h"

#include "common/collector/gc.h"
#include "common/objects/sys.h"
#include "common/weakrefs/weakref.h"

START_TEST(a_fresh_object_counts_one)
{
    struct object *objects[] = {list_new(0),   tuple_new(2),  dict_new(),
                                int_new(1000), str_new("ab"), class_new_plain("C")};

    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        ck_assert_int_eq(refcount(objects[i]), 1);
        decref(objects[i]);
    }
}
END_TEST

START_TEST(references_are_counted)
{
    struct object *list = list_new(0), *again = newref(list);

    incref(list);
    ck_assert_int_eq(refcount(list), 3);
    decref(again);
    decref(list);
    ck_assert_int_eq(refcount(list), 1);
    xincref(list);
    xdecref(list);
    xincref(NULL);
    xdecref(NULL);
    decref(list);
    ck_assert_uint_eq(blocks_made(), 1); /* in the free list */
}
END_TEST

static struct object *place;

/* The old content is dead already when its finalizer looks, and the new content in place. */
static void look_at_place(struct object *self)
{
    tell(self);
    ck_assert_ptr_ne(place, self);
}

static struct object *looker(void)
{
    struct object *cls = class_new(&(struct class_spec){.name = "L", .finalize = look_at_place});
    struct object *self = instance_new(cls), *number = int_new(1);

    object_setattr(self, "number", number);
    decref(number);
    decref(cls);
    return self;
}

START_TEST(setref_stores_first_and_releases_last)
{
    place = looker();
    setref(&place, newref(none()));
    expect_story("1");
    ck_assert_ptr_eq(place, none());
    setref(&place, looker());
    clearref(&place);
    expect_story("1");
    ck_assert_ptr_null(place);
}
END_TEST

START_TEST(the_count_falls_in_the_middle_of_decref)
{
    struct object *obj = teller(1);

    incref(obj);
    decref(obj);
    expect_story("");
    decref(obj);
    expect_story("1");
}
END_TEST

START_TEST(types_have_pythons_names)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls), *list = list_new(0);

    ck_assert_str_eq(object_type_name(node), "Node");
    ck_assert_str_eq(object_type_name(cls), "type");
    ck_assert_str_eq(object_type_name(list), "list");
    ck_assert_str_eq(object_type_name(none()), "NoneType");
    decref(node);
    decref(cls);
    decref(list);
}
END_TEST

START_TEST(what_has_a_header)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls), *dict = dict_new();

    ck_assert(object_is_gc(cls));
    ck_assert(object_is_gc(node));
    ck_assert(object_is_gc(dict));
    ck_assert(!object_is_gc(none()));
    ck_assert(!object_is_gc(&list_type.base));
    decref(node);
    decref(cls);
    decref(dict);
}
END_TEST

START_TEST(equal_keys)
{
    struct object *one = int_new(1), *yes = bool_new(true), *text = str_new("one");
    struct object *same = str_new("one"), *pair = tuple_pack(2, one, text);
    struct object *twin = tuple_pack(2, yes, same);

    ck_assert(object_equal(one, yes));
    ck_assert(object_equal(text, same));
    ck_assert(object_equal(pair, twin));
    ck_assert(!object_equal(one, text));
    ck_assert(!object_equal(pair, one));
    struct object *all[] = {one, yes, text, same, pair, twin};
    for (int i = 0; i < 6; i++)
        decref(all[i]);
}
END_TEST

START_TEST(a_list_has_no_hash)
{
    struct object *list = list_new(0), *tuple = tuple_pack(1, list);
    size_t hash;

    ck_assert(!object_hash(list, &hash));
    expect_error("TypeError: unhashable type: 'list'");
    ck_assert(!object_hash(tuple, &hash));
    expect_error("TypeError: unhashable type: 'list'");
    decref(tuple);
    decref(list);
}
END_TEST

/* A tuple in a tuple, @depth times. */
static struct object *nest_tuples(int depth)
{
    struct object *nest = tuple_pack(1, none());

    for (; depth > 0; depth--) {
        struct object *outer = tuple_pack(1, nest);
        decref(nest);
        nest = outer;
    }
    return nest;
}

START_TEST(a_deep_tuple_is_a_key)
{
    struct object *nest = nest_tuples(3000), *twin = nest_tuples(3000), *dict = dict_new();

    ck_assert(dict_set(dict, nest, nest));
    ck_assert_ptr_eq(dict_get(dict, twin), nest);
    decref(dict);
    decref(nest);
    decref(twin);
}
END_TEST

START_TEST(a_deeper_one_is_refused_rather_than_overflowing)
{
    struct object *nest = nest_tuples(200000);
    size_t hash;

    ck_assert(!object_hash(nest, &hash));
    expect_error("RecursionError: maximum recursion depth exceeded");
    decref(nest);
}
END_TEST

START_TEST(a_callers_bugs_abort)
{
    struct object *list = list_new(0), *dict = dict_new();

    expect_fatal("list_append: expected a list, got dict", list_append(dict, list));
    expect_fatal("list_size: expected a list, got NULL", list_size(NULL));
    if (RECLAIM_DEBUG) {
        struct object *dead = list_new(0);
        dead->refcount = 0;
        expect_fatal("list_size: expected a list, got a dead object", list_size(dead));
        expect_fatal("decref: this object is dead already (its count is 0)", (decref(dead), 0));
        dead->refcount = 1;
        decref(dead);
    }
    decref(list);
    decref(dict);
}
END_TEST

START_TEST(the_runtime_starts_and_ends_once)
{
    expect_fatal("runtime_init: the runtime is running already", (runtime_init(), 0));
    expect_fatal("runtime_finish: the runtime is not running",
                 (runtime_finish(), runtime_finish()));
}
END_TEST

/* As Python counts: sys.getrefcount(list) goes up by one for each. */
START_TEST(types_are_counted_and_stay)
{
    struct object *types[] = {&type_type.base, &list_type.base,  &dict_type.base,
                              &int_type.base,  &tuple_type.base, &weakref_type.base};

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        struct object *type = types[i], *dict = dict_new();
        intptr_t before = refcount(type);
        incref(type);
        decref(type);
        struct object *list = list_pack(2, type, type), *tuple = tuple_pack(1, type);
        ck_assert_int_eq(refcount(type), before + 3);
        ck_assert(dict_set(dict, type, type));
        ck_assert_ptr_eq(dict_get(dict, type), type);
        ck_assert_int_eq(refcount(type), before + 5);
        gc_collect(GC_OLDEST);
        ck_assert(!gc_is_tracked(type));
        ck_assert(!gc_is_tracked(tuple));
        decref(list);
        decref(tuple);
        decref(dict);
        ck_assert_int_eq(refcount(type), before);
    }
}
END_TEST

START_TEST(a_type_released_too_often)
{
    expect_fatal("decref: the type dict was released more often than it was referred to",
                 (decref(&dict_type.base), 0));
}
END_TEST

TESTS("object", types_are_counted_and_stay, a_type_released_too_often, a_fresh_object_counts_one,
      references_are_counted, setref_stores_first_and_releases_last,
      the_count_falls_in_the_middle_of_decref, types_have_pythons_names, what_has_a_header,
      equal_keys, a_list_has_no_hash, a_deep_tuple_is_a_key,
      a_deeper_one_is_refused_rather_than_overflowing, a_callers_bugs_abort,
      the_runtime_starts_and_ends_once)
