/*
 * A user's code runs in the middle of our functions: a type's hash and equal, finalizers,
 * callbacks. Here all of it does mischief: whatever can be cleared, filled, deleted or dropped
 * meanwhile is. Valgrind and AddressSanitizer watch; so does the census at the end of each test.
 */
#include "common/objects/dealloc.h"
#include "common/objects/finalize.h"
#include "common/objects/tracking.h"
#include "common/tests/test.h"
#include "common/types/function.h"
#include "common/weakrefs/weakref.h"
#include "common/weakrefs/weakvalues.h"

/* All tricksters have one hash and are equal to each other. */
struct trickster {
    struct object base;
    struct weakref *weaklist;
};

/* What the tricksters play with. */
static struct {
    struct object *dict, *list, *node, *node_dict, *pair, *cache;
    struct object *one, *other, *ref, *other_ref, *callback;
} stage;

static void (*prank)(void);          /* played once, by whoever comes first */
static void (*prank_in_equal)(void); /* by whoever is compared first */
static int compared;

static void play_once(void (**place)(void))
{
    void (*now)(void) = *place;

    *place = NULL;
    if (now != NULL)
        now();
}

static void play(void)
{
    play_once(&prank);
}

static bool trickster_hash(struct object *self, size_t *hash)
{
    play();
    *hash = 7;
    return refcount(self) > 0;
}

static struct type trickster_type;

static bool trickster_equal(struct object *self, struct object *other)
{
    compared++;
    play();
    play_once(&prank_in_equal);
    return self->type == &trickster_type && other->type == &trickster_type;
}

static void trickster_finalize(struct object *self)
{
    (void)self;
    play();
}

static void trickster_dealloc(struct object *self)
{
    gc_untrack(self);
    if (finalize_dying(self))
        return;
    weakref_clear_all(self);
    object_free(self);
}

static void trickster_traverse(struct object *self, visitor *visit, void *argument)
{
    (void)self, (void)visit, (void)argument;
}

static struct type trickster_type = {
    .base = TYPE_HEAD,
    .name = "Trickster",
    .flags = TYPE_GC,
    .basic_size = sizeof(struct trickster),
    .weaklist_offset = offsetof(struct trickster, weaklist),
    .dealloc = trickster_dealloc,
    .traverse = trickster_traverse,
    .finalize = trickster_finalize,
    .hash = trickster_hash,
    .equal = trickster_equal,
};

static struct object *trickster(void)
{
    struct object *self = object_alloc(&trickster_type, 0);

    gc_track(self);
    return self;
}

/* The weak reference itself may have its last owner in what is dropped. */
static bool called_back(struct object *self, struct object *const *arguments, size_t count)
{
    struct object *ref = newref(arguments[0]);

    (void)self, (void)count;
    play();
    ck_assert(weakref_check(ref));
    decref(ref);
    return true;
}

static void set_attribute(struct object *self, const char *name, struct object *value)
{
    ck_assert(object_setattr(self, name, value));
    decref(value);
}

static void set_stage(bool with_dict)
{
    struct object *cls = class_new_plain("Node"), *inner;

    compared = 0;
    stage.one = trickster();
    stage.other = trickster();
    stage.dict = dict_new();
    dict_set(stage.dict, stage.one, stage.one);
    stage.list = list_pack(3, stage.one, inner = trickster(), stage.one);
    stage.pair = tuple_pack(2, none(), inner);
    dict_set(stage.dict, stage.pair, stage.pair);
    decref(inner);
    stage.node = instance_new(cls);
    set_attribute(stage.node, "a", trickster());
    set_attribute(stage.node, "b", trickster());
    stage.node_dict = with_dict ? newref(instance_dict(stage.node)) : dict_new();
    stage.callback = function_new("called_back", called_back, NULL);
    stage.ref = weakref_new(stage.one, stage.callback);
    stage.other_ref = weakref_new(stage.other, NULL);
    stage.cache = weakvalues_new();
    weakvalues_set(stage.cache, stage.one, stage.one);
    decref(cls);
}

static void clear_stage(void)
{
    struct object **places = (struct object **)&stage;

    prank = prank_in_equal = NULL;
    for (size_t i = 0; i < sizeof stage / sizeof *places; i++)
        clearref(&places[i]);
}

static void clear_everything(void)
{
    dict_clear(stage.dict);
    dict_clear(stage.node_dict);
    list_clear(stage.list);
    weakvalues_set(stage.cache, stage.one, stage.node);
    object_delattr(stage.node, "a");
    object_delattr(stage.node, "b");
    error_clear();
}

static void fill_everything(void)
{
    for (int i = 1000; i < 1100; i++) {
        struct object *number = int_new(i);
        dict_set(stage.dict, number, number);
        list_append(stage.list, number);
        decref(number);
    }
    for (char name[] = "new a"; name[4] <= 'z'; name[4]++) {
        object_setattr(stage.node, name, none());
        dict_set_str(stage.node_dict, name, none());
    }
}

static void delete_the_first(void)
{
    dict_delete(stage.dict, stage.one);
    list_delete(stage.list, 0);
    object_delattr(stage.node, "a");
    error_clear();
}

/* What the function that runs was given stays with its caller: that is the rule of object.h. */
static void drop_what_is_inside(void)
{
    instance_dict(stage.node);
    clear_everything();
    clearref(&stage.one);
    clearref(&stage.pair);
    clearref(&stage.cache);
    clearref(&stage.ref);
    clearref(&stage.callback);
    gc_collect(GC_OLDEST);
}

static void (*const pranks[])(void) = {clear_everything, fill_everything, delete_the_first,
                                       drop_what_is_inside};

/* The operations. Each holds what it hands over, and nothing else. */

static void get(void)
{
    dict_get(stage.dict, stage.other);
}

static void get_by_tuple(void)
{
    struct object *inner = trickster(), *pair = tuple_pack(2, none(), inner);

    decref(inner);
    dict_get(stage.dict, pair);
    decref(pair);
}

static void set(void)
{
    dict_set(stage.dict, stage.other, stage.other);
}

static void set_absent(void)
{
    dict_set(stage.dict, none(), stage.other);
}

static void set_str(void)
{
    dict_set_str(stage.node_dict, "a", none());
    dict_set(stage.node_dict, stage.other, none());
}

static void delete (void)
{
    dict_delete(stage.dict, stage.other);
}

static void clear(void)
{
    clearref(&stage.one);
    dict_clear(stage.dict);
}

static void delete_in_node_dict(void)
{
    dict_delete_str(stage.node_dict, "a");
    dict_clear(stage.node_dict);
}

static void set_items(void)
{
    list_set(stage.list, 1, newref(none()));
    list_delete(stage.list, 1);
    list_clear(stage.list);
}

static void set_attributes(void)
{
    object_setattr(stage.node, "a", none());
    object_delattr(stage.node, "b");
}

static void drop_node(void)
{
    clearref(&stage.node_dict);
    struct object *node = stage.node;
    stage.node = instance_new((struct object *)node->type);
    stage.node_dict = dict_new();
    decref(node);
}

static void clear_node(void)
{
    stage.node->type->clear(stage.node);
}

static void compare_refs(void)
{
    struct object *ref = newref(stage.ref), *other = newref(stage.other_ref);
    size_t hash;

    object_hash(ref, &hash);
    object_equal(ref, other);
    decref(ref);
    decref(other);
}

static void let_one_die(void)
{
    dict_clear(stage.dict);
    list_clear(stage.list);
    clearref(&stage.one);
    stage.one = trickster();
}

static void use_cache(void)
{
    struct object *cache = newref(stage.cache), *value = weakvalues_get(cache, stage.other);

    xdecref(value);
    weakvalues_set(cache, stage.other, stage.other);
    decref(cache);
}

static void play_with_attribute(const char *name, struct object *value, void *argument)
{
    (void)argument;
    play();
    ck_assert_int_gt(strlen(name), 0);
    ck_assert_int_gt(refcount(value), 0);
}

static void visit_each(void)
{
    instance_each(stage.node, play_with_attribute, NULL);
}

static void (*const operations[])(void) = {
    get,          get_by_tuple,        set,       set_absent,     set_str,   delete,
    clear,        delete_in_node_dict, set_items, set_attributes, drop_node, clear_node,
    compare_refs, let_one_die,         use_cache, visit_each};

START_TEST(every_prank_in_every_operation)
{
    enum {
        PRANKS = sizeof pranks / sizeof *pranks,
        OPERATIONS = sizeof operations / sizeof *operations
    };
    char report[200];

    for (int i = 0; i < 6 * PRANKS * OPERATIONS; i++) {
        set_stage(i / 3 % 2);
        *(i % 3 == 0 ? &prank_in_equal : &prank) = pranks[i / 6 % PRANKS];
        operations[i / 6 / PRANKS]();
        error_clear();
        ck_assert_msg(verify(report, sizeof report), "%d: %s", i, report);
        clear_stage();
        gc_collect(GC_OLDEST);
    }
}
END_TEST

START_TEST(a_search_starts_again_when_the_dict_is_cleared)
{
    set_stage(false);
    prank_in_equal = clear_everything;
    ck_assert_ptr_null(dict_get(stage.dict, stage.other));
    ck_assert_int_eq(compared, 1);
    clear_stage();
}
END_TEST

START_TEST(a_search_starts_again_in_a_new_table)
{
    set_stage(false);
    prank_in_equal = fill_everything;
    ck_assert_ptr_eq(dict_get(stage.dict, stage.other), stage.one);
    ck_assert_int_eq(compared, 2);
    clear_stage();
}
END_TEST

START_TEST(a_search_starts_again_when_the_key_is_deleted)
{
    set_stage(false);
    prank_in_equal = delete_the_first;
    ck_assert(dict_set(stage.dict, stage.other, none()));
    ck_assert_int_eq(dict_size(stage.dict), 2);
    ck_assert_ptr_eq(dict_get(stage.dict, stage.other), none());
    clear_stage();
}
END_TEST

static int answers;

static bool not_equal_but_greedy(struct object *self, struct object *other)
{
    (void)self, (void)other;
    struct object *number = int_new(2000 + answers++);
    dict_set(stage.dict, number, number);
    decref(number);
    return false;
}

/* Only a new table starts a search again, so one ends even if each comparison adds a key. */
START_TEST(a_search_ends)
{
    set_stage(false);
    trickster_type.equal = not_equal_but_greedy;
    ck_assert_ptr_null(dict_get(stage.dict, stage.other));
    trickster_type.equal = trickster_equal;
    ck_assert_int_le(answers, 10);
    clear_stage();
}
END_TEST

/* The collection that making the list starts takes two of the three with it. */
START_TEST(weak_references_that_go_while_they_are_listed)
{
    struct object *referent = trickster(), *refs, *cycle = list_new(0);

    for (int i = 0; i < 2; i++) {
        struct object *callback = function_new("called_back", called_back, cycle);
        struct object *ref = weakref_new(referent, callback);
        list_append(cycle, ref);
        decref(ref);
        decref(callback);
    }
    struct object *kept = weakref_new(referent, NULL);
    decref(cycle);
    gc_collect(0);
    gc_set_threshold((int[]){1, 10, 10});
    gc_enable();
    refs = weakref_getweakrefs(referent);
    gc_disable();
    ck_assert_int_eq(list_size(refs), (intptr_t)weakref_getweakrefcount(referent));
    decref(refs);
    decref(kept);
    decref(referent);
}
END_TEST

static void teach_two_names(void)
{
    object_setattr(stage.node, "c", none());
    object_setattr(stage.node, "d", none());
}

/* Making an instance starts a collection, and a finalizer teaches the class its last names. */
START_TEST(names_that_are_learned_while_an_instance_is_made)
{
    set_stage(false);
    struct object *cls = (struct object *)stage.node->type, *cycle = list_new(0), *made;

    for (int i = 0; i < CLASS_MAX_NAMES - 5; i++)
        decref(instance_new(cls)); /* two names are left */
    list_append_steal(cycle, trickster());
    list_append(cycle, cycle);
    decref(cycle);
    prank = teach_two_names;
    gc_set_threshold((int[]){1, 10, 10});
    gc_enable();
    made = instance_new(cls);
    gc_disable();
    ck_assert(prank == NULL);
    set_attribute(made, "c", trickster());
    set_attribute(made, "d", trickster());
    ck_assert_int_eq(dict_size(instance_dict(made)), 2);
    decref(made);
    clear_stage();
}
END_TEST

static void list_the_references(void)
{
    struct object *refs = weakref_getweakrefs(stage.one);

    ck_assert_int_eq(list_size(refs), 1);
    decref(refs);
}

START_TEST(a_dying_keyed_reference_is_in_no_list)
{
    set_stage(false);
    struct object *key = trickster(), *ref = weakref_new_keyed(stage.one, stage.callback, key);

    decref(key);
    weakvalues_set(stage.cache, stage.one, stage.node);
    prank = list_the_references;
    decref(ref);
    ck_assert(prank == NULL);
    clear_stage();
}
END_TEST

TESTS("mischief", every_prank_in_every_operation, a_search_starts_again_when_the_dict_is_cleared,
      a_search_starts_again_in_a_new_table, a_search_starts_again_when_the_key_is_deleted,
      a_search_ends, weak_references_that_go_while_they_are_listed,
      names_that_are_learned_while_an_instance_is_made, a_dying_keyed_reference_is_in_no_list)
