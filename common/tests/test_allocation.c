/*
 * Every allocation of every public function that allocates fails once. Whatever fails, the function
 * says so with a MemoryError, and nothing has changed: no block more or less, every object as it
 * was, verify() content.
 *
 * A row of the table names a function and how to call it on the scene, a handful of objects made
 * afresh for each failure.
 */
#include "common/objects/freelist.h"
#include "common/tests/scene.h"
#include "common/tests/test.h"
#include "common/tracing/tracemalloc.h"
#include "common/weakrefs/weakref.h"

/* The calls: what they make is dropped at once; true: it worked. */
static bool made(struct object *obj)
{
    xdecref(obj);
    return obj != NULL;
}

static bool make_int(void)
{
    return made(int_new(1000));
}

static bool make_str(void)
{
    return made(str_new("some text"));
}

static bool make_list(void)
{
    return made(list_new(3));
}

static bool pack_list(void)
{
    return made(list_pack(3, scene.item, scene.item, scene.key));
}

static bool append_to_list(void)
{
    return list_append(scene.full_list, scene.item);
}

static bool insert_into_list(void)
{
    return list_insert(scene.full_list, 0, scene.item);
}

static bool make_tuple(void)
{
    return made(tuple_new(3));
}

static bool pack_tuple(void)
{
    return made(tuple_pack(2, scene.item, scene.key));
}

static bool make_dict(void)
{
    return made(dict_new());
}

static bool set_first(void)
{
    struct object *dict = dict_new();
    bool fine = dict != NULL && dict_set(dict, scene.key, scene.item);

    xdecref(dict);
    return fine;
}

static bool set_and_grow(void)
{
    return dict_set(scene.full_dict, scene.key, scene.item);
}

static bool set_another_kind(void)
{
    return dict_set(scene.dict, scene.item, scene.item);
}

static bool set_str(void)
{
    return dict_set_str(scene.full_dict, "new key", scene.item);
}

static bool get_str(void)
{
    return dict_get_str(scene.dict, "ka") != NULL;
}

static bool delete_str(void)
{
    return dict_delete_str(scene.dict, "ka");
}

static bool append_and_steal(void)
{
    return list_append_steal(scene.full_list, str_new("a word of its own"));
}

static bool set_and_steal(void)
{
    return object_setattr_steal(scene.fresh, "third", str_new("a word of its own"));
}

static bool make_class(void)
{
    return made(class_new_plain("C"));
}

static bool make_class_with_slots(void)
{
    static const char *const slots[] = {"second", "first", "__weakref__", NULL};

    return made(class_new(&(struct class_spec){.name = "C", .slots = slots}));
}

static bool make_instance(void)
{
    return made(instance_new(scene.cls));
}

static bool set_new_attribute(void)
{
    return object_setattr(scene.fresh, "third", scene.item);
}

static bool set_attribute_too_many(void)
{
    return object_setattr(scene.narrow, "more", scene.item);
}

static bool set_attribute_in_dict(void)
{
    return object_setattr(scene.open, "third", scene.item);
}

static bool get_attribute_in_dict(void)
{
    return made(object_getattr(scene.open, "first"));
}

static bool delete_attribute_in_dict(void)
{
    return object_delattr(scene.open, "first");
}

static bool delete_unknown_attribute(void)
{
    bool fine = !object_delattr(scene.fresh, "third") && error_occurred() == ERROR_ATTRIBUTE;

    if (fine)
        error_clear();
    return fine;
}

static bool delete_attribute_too_many(void)
{
    bool fine = !object_delattr(scene.narrow, "more") && error_occurred() == ERROR_ATTRIBUTE;

    if (fine)
        error_clear();
    return fine;
}

static bool make_instance_dict(void)
{
    return instance_dict(scene.node) != NULL;
}

static bool make_weakref(void)
{
    return made(weakref_new(scene.node, NULL));
}

static const struct row {
    const char *name;
    bool (*call)(void);
} table[] = {
    {"int_new", make_int},
    {"str_new", make_str},
    {"list_new", make_list},
    {"list_pack", pack_list},
    {"list_append", append_to_list},
    {"list_append_steal", append_and_steal},
    {"list_insert", insert_into_list},
    {"tuple_new", make_tuple},
    {"tuple_pack", pack_tuple},
    {"dict_new", make_dict},
    {"dict_set, the first entry", set_first},
    {"dict_set, growing", set_and_grow},
    {"dict_set, the first key that is no str", set_another_kind},
    {"dict_set_str", set_str},
    {"dict_get_str", get_str},
    {"dict_delete_str", delete_str},
    {"class_new_plain", make_class},
    {"class_new", make_class_with_slots},
    {"instance_new", make_instance},
    {"object_setattr, a new name", set_new_attribute},
    {"object_setattr_steal", set_and_steal},
    {"object_setattr, a name too many", set_attribute_too_many},
    {"object_setattr, into the dict", set_attribute_in_dict},
    {"object_getattr, from the dict", get_attribute_in_dict},
    {"object_delattr, from the dict", delete_attribute_in_dict},
    {"object_delattr, a new name", delete_unknown_attribute},
    {"object_delattr, a name too many", delete_attribute_too_many},
    {"instance_dict", make_instance_dict},
    {"weakref_new", make_weakref},
};

/* Fails the @nth request of a call. @return whether there was one to fail. */
static bool fail_one(const struct row *row, size_t nth)
{
    make_scene();
    size_t blocks = memory_blocks(), before = digest();
    memory_fail_at(nth);
    bool fine = row->call();
    memory_fail_at(0);
    if (!fine) {
        char report[200];
        freelists_clear();
        ck_assert_msg(error_occurred() == ERROR_MEMORY, "%s, request %zu: %s", row->name, nth,
                      error_message());
        error_clear();
        ck_assert_msg(memory_blocks() == blocks, "%s, request %zu: %zu blocks, then %zu", row->name,
                      nth, blocks, memory_blocks());
        ck_assert_msg(digest() == before, "%s, request %zu: something changed", row->name, nth);
        ck_assert_msg(verify(report, sizeof report), "%s, request %zu: %s", row->name, nth, report);
    }
    drop_scene();
    return !fine;
}

static void fail_each(void)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        size_t nth = 1;
        while (fail_one(&table[i], nth))
            nth++;
        ck_assert_msg(nth > 1, "%s asks for no memory", table[i].name);
        ck_assert_str_eq(error_message(), "");
        freelists_clear();
        ck_assert_msg(blocks_made() == 0, "%s leaks %zu blocks", table[i].name, blocks_made());
    }
}

START_TEST(every_allocation_fails_once)
{
    fail_each();
}
END_TEST

START_TEST(every_allocation_fails_once_while_tracing)
{
    tracemalloc_start(4);
    fail_each();
    ck_assert_uint_eq(tracemalloc.trace_count, 0);
}
END_TEST

/* Giving memory back must not need any. */
START_TEST(nothing_that_releases_asks_for_memory)
{
    make_scene();
    size_t requests = memory_requests();
    list_set(scene.full_list, 0, NULL);
    list_clear(scene.full_list);
    dict_clear(scene.dict);
    object_delattr(scene.node, "first");
    drop_scene();
    freelists_clear();
    ck_assert_uint_eq(memory_requests(), requests);
}
END_TEST

TESTS("allocation", every_allocation_fails_once, every_allocation_fails_once_while_tracing,
      nothing_that_releases_asks_for_memory)
