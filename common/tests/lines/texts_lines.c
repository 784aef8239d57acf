/*
 * One half of a conformance test: reads the names of cases, prints the text of the error that each
 * ends with, or the size that it asks for. texts_lines.py does the same in Python and compares.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/objects/sys.h"
#include "common/runtime.h"
#include "common/tracing/snapshot.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"
#include "common/weakrefs/weakvalues.h"

static struct object *one, *word, *list, *tuple, *dict, *plain, *slotted, *values, *ref, *keyed,
    *function;

static bool nothing(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    return true;
}

static void make_objects(void)
{
    static const char *const slots[] = {"a", NULL};
    struct object *cls = class_new_plain("P");
    struct object *with_slots = class_new(&(struct class_spec){.name = "S", .slots = slots});

    one = int_new(1);
    word = str_new("word");
    list = list_pack(1, one);
    tuple = tuple_pack(1, one);
    dict = dict_new();
    plain = instance_new(cls);
    slotted = instance_new(with_slots);
    values = weakvalues_new();
    function = function_new("nothing", nothing, NULL);
    ref = weakref_new(plain, NULL);
    keyed = weakref_new_keyed(plain, function, one);
    decref(cls);
    decref(with_slots);
}

static void release_objects(void)
{
    struct object *all[] = {keyed, ref,   function, values, slotted, plain,
                            dict,  tuple, list,     word,   one};

    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        decref(all[i]);
}

/* ---- one function for each case ----------------------------------------------------------------
 */

static void missing(struct object *key)
{
    dict_delete(dict, key);
    decref(key);
}

static void weak(struct object *obj)
{
    xdecref(weakref_new(obj, NULL));
}

static void hashed(struct object *key)
{
    dict_set(dict, key, one);
    decref(key);
}

static void dead_is_hashed(void)
{
    struct object *cls = class_new_plain("P"), *obj = instance_new(cls);
    struct object *to_it = weakref_new(obj, NULL);

    decref(obj);
    decref(cls);
    hashed(to_it);
}

static void pop_empty(void)
{
    struct object *empty = list_new(0);

    list_pop(empty, 5);
    decref(empty);
}

static void started_again(void)
{
    tracemalloc_start(1);
    tracemalloc_start(-1);
    tracemalloc_stop();
}

static void unknown_key(void)
{
    tracemalloc_start(1);
    struct snapshot *snapshot = tracemalloc_take_snapshot();
    tracemalloc_stop();
    snapshot_statistics(snapshot, (enum snapshot_key)3);
    snapshot_free(snapshot);
}

static struct object *one_bool(void)
{
    struct object *obj = bool_new(true);

    decref(obj); /* there is always one more */
    return obj;
}

static void size_of(struct object *obj)
{
    printf("%zu\n", sys_getsizeof(obj));
}

static void growing(struct object *grown)
{
    for (int i = 0; i < 40; i++) {
        list_append(grown, one);
        printf("%zu ", sys_getsizeof(grown));
    }
    while (list_size(grown) > 0) {
        decref(list_pop(grown, list_size(grown) - 1));
        printf("%zu ", sys_getsizeof(grown));
    }
    puts("");
    decref(grown);
}

#define CASE(text, ...)                                                                            \
    if (strcmp(name, text) == 0) {                                                                 \
        __VA_ARGS__;                                                                               \
        return true;                                                                               \
    }

static bool with_containers(const char *name)
{
    CASE("pop from empty", pop_empty())
    CASE("pop beyond", list_pop(list, 5))
    CASE("list get", list_get(list, 5))
    CASE("list set", list_set(list, 5, newref(one)))
    CASE("list delete", list_delete(list, 5))
    CASE("tuple get", tuple_get(tuple, 5))
    CASE("unhashable list", hashed(newref(list)))
    CASE("unhashable dict", hashed(dict_new()))
    CASE("unhashable in tuple", hashed(tuple_pack(2, one, list)))
    CASE("dead is hashed", dead_is_hashed())
    CASE("key str", missing(str_new("it is")))
    CASE("key apostrophe", missing(str_new("it's")))
    CASE("key both quotes", missing(str_new("a\"b'c")))
    CASE("key control", missing(str_new("a\n\t\r\x01\x7f\\b")))
    CASE("key letters", missing(str_new("\xc2\xb5\xe2\x82\xac\xc2\xa0\xc2\xad\xc2\x85")))
    CASE("key int", missing(int_new(-1000)))
    CASE("key True", missing(bool_new(true)))
    CASE("key None", missing(newref(none())))
    CASE("key empty tuple", missing(tuple_new(0)))
    CASE("key tuple", missing(tuple_pack(1, word)))
    CASE("key tuples", missing(tuple_pack(3, tuple, none(), word)))
    CASE("key type", missing(newref(&list_type.base)))
    CASE("key class", missing(newref(&plain->type->base)))
    CASE("weak values key", weakvalues_set(values, list, plain))
    CASE("weak values value", weakvalues_set(values, one, one))
    return false;
}

static bool with_others(const char *name)
{
    CASE("no attribute", xdecref(object_getattr(plain, "b")))
    CASE("no attribute to delete", object_delattr(plain, "b"))
    CASE("no slot", xdecref(object_getattr(slotted, "b")))
    CASE("no slot to set", object_setattr(slotted, "b", one))
    CASE("no slot to delete", object_delattr(slotted, "b"))
    CASE("empty slot", xdecref(object_getattr(slotted, "a")))
    CASE("empty slot to delete", object_delattr(slotted, "a"))
    CASE("weak int", weak(one))
    CASE("weak str", weak(word))
    CASE("weak list", weak(list))
    CASE("weak dict", weak(dict))
    CASE("weak tuple", weak(tuple))
    CASE("weak None", weak(none()))
    CASE("weak slotted", weak(slotted))
    CASE("weak weakref", weak(ref))
    CASE("weak KeyedRef", weak(keyed))
    CASE("call int", object_call(one, NULL, 0))
    CASE("call None", object_call(none(), NULL, 0))
    CASE("collect 7", gc_collect(7))
    CASE("collect -1", gc_collect(-1))
    CASE("objects 5", xdecref(gc_get_objects(5)))
    CASE("objects -2", xdecref(gc_get_objects(-2)))
    CASE("start 0", tracemalloc_start(0))
    CASE("start 65536", tracemalloc_start(65536))
    CASE("start again", started_again())
    CASE("no snapshot", snapshot_free(tracemalloc_take_snapshot()))
    CASE("unknown key", unknown_key())
    CASE("name of weakref", puts(object_type_name(ref)))
    CASE("name of KeyedRef", puts(object_type_name(keyed)))
    return false;
}

static bool with_sizes(const char *name)
{
    CASE("size list", size_of(list))
    CASE("size tuple", size_of(tuple))
    CASE("size int", size_of(one))
    CASE("size bool", size_of(one_bool()))
    CASE("size str", size_of(word))
    CASE("size None", size_of(none()))
    CASE("size weakref", size_of(ref))
    CASE("size KeyedRef", size_of(keyed))
    CASE("size function", size_of(function))
    CASE("growing from 0", growing(list_new(0)))
    CASE("growing from 1", growing(list_pack(1, one)))
    CASE("growing from 2", growing(list_pack(2, one, one)))
    CASE("growing from 3", growing(list_pack(3, one, one, one)))
    CASE("growing from 5", growing(list_pack(5, one, one, one, one, one)))
    return false;
}

int main(void)
{
    char name[100];

    setvbuf(stdout, NULL, _IOLBF, 0); /* a crash shows what came before it */
    runtime_init();
    make_objects();
    while (fgets(name, sizeof name, stdin) != NULL) {
        name[strcspn(name, "\n")] = '\0';
        if (!with_containers(name) && !with_others(name) && !with_sizes(name))
            fatal("texts_lines", "what is %s?", name);
        if (error_occurred() != ERROR_NONE)
            puts(error_message());
        error_clear();
    }
    release_objects();
    return runtime_finish() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
