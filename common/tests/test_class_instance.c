/* class and instance: where attributes live, in which order they go, who owns the class. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

static const char *const q_a_z[] = {"q", "a", "z", NULL};

/* self.name = teller(value) */
static void set_teller(struct object *self, const char *name, int value)
{
    struct object *obj = teller(value);

    ck_assert(object_setattr(self, name, obj));
    decref(obj);
}

START_TEST(an_instance_owns_its_class)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls);

    ck_assert_int_eq(refcount(cls), 2);
    ck_assert(gc_is_tracked(node));
    ck_assert(gc_is_tracked(cls));
    expect_referred(node, cls);
    decref(cls);
    ck_assert_str_eq(object_type_name(node), "Node");
    decref(node);
    ck_assert_uint_eq(blocks_made(), 0);
}
END_TEST

START_TEST(getattr_returns_a_new_reference)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls);
    struct object *value = int_new(1000);

    ck_assert(object_setattr(node, "value", value));
    ck_assert_int_eq(refcount(value), 2);
    ck_assert_ptr_eq(object_getattr(node, "value"), value);
    ck_assert_int_eq(refcount(value), 3);
    decref(value);
    ck_assert(object_delattr(node, "value"));
    ck_assert_int_eq(refcount(value), 1);
    decref(value);
    decref(node);
    decref(cls);
}
END_TEST

START_TEST(an_attribute_that_is_not_there)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls);

    ck_assert_ptr_null(object_getattr(node, "value"));
    expect_error("AttributeError: 'Node' object has no attribute 'value'");
    ck_assert(!object_delattr(node, "value"));
    expect_error("AttributeError: 'Node' object has no attribute 'value'");
    instance_dict(node);
    ck_assert_ptr_null(object_getattr(node, "value"));
    expect_error("AttributeError: 'Node' object has no attribute 'value'");
    ck_assert(!object_delattr(node, "value"));
    expect_error("AttributeError: 'Node' object has no attribute 'value'");
    decref(node);
    decref(cls);
}
END_TEST

START_TEST(slots_take_only_their_names)
{
    struct object *cls = class_new(&(struct class_spec){.name = "S", .slots = q_a_z});
    struct object *self = instance_new(cls);

    ck_assert(object_setattr(self, "a", none()));
    ck_assert(!object_setattr(self, "b", none()));
    expect_error("AttributeError: 'S' object has no attribute 'b'");
    ck_assert_ptr_null(instance_dict(self));
    ck_assert_int_eq(error_occurred(), ERROR_ATTRIBUTE);
    error_clear();
    ck_assert_ptr_null(object_getattr(self, "q"));
    ck_assert_int_eq(error_occurred(), ERROR_ATTRIBUTE);
    error_clear();
    decref(self);
    decref(cls);
}
END_TEST

START_TEST(slots_go_in_alphabetical_order)
{
    struct object *cls = class_new(&(struct class_spec){.name = "S", .slots = q_a_z});
    struct object *self = instance_new(cls);

    set_teller(self, "z", 3);
    set_teller(self, "q", 2);
    set_teller(self, "a", 1);
    decref(self);
    expect_story("1 2 3");
    decref(cls);
}
END_TEST

START_TEST(inline_values_go_in_the_classs_order)
{
    struct object *cls = class_new_plain("Node"), *first = instance_new(cls);
    struct object *second = instance_new(cls);

    object_setattr(first, "b", none());
    object_setattr(first, "a", none());
    set_teller(second, "a", 1);
    set_teller(second, "b", 2);
    decref(second);
    expect_story("2 1");
    decref(first);
    decref(cls);
}
END_TEST

START_TEST(a_finalizer_runs_before_the_attributes_go)
{
    struct object *cls = class_new(&(struct class_spec){.name = "Outer", .finalize = tell});
    struct object *outer = instance_new(cls), *number = int_new(0);

    object_setattr(outer, "number", number);
    set_teller(outer, "inner", 1);
    decref(outer);
    expect_story("0 1");
    decref(number);
    decref(cls);
}
END_TEST

START_TEST(the_dict_takes_over_in_the_order_of_assignment)
{
    struct object *cls = class_new_plain("Node"), *other = instance_new(cls);
    struct object *node = instance_new(cls), *key;
    intptr_t position = 0;

    object_setattr(other, "b", none());
    object_setattr(node, "a", none());
    object_setattr(node, "b", none());
    struct object *dict = instance_dict(node);
    ck_assert_ptr_eq(instance_dict(node), dict);
    ck_assert_int_eq(refcount(dict), 1);
    ck_assert(dict_next(dict, &position, &key, NULL));
    ck_assert_str_eq(str_text(key), "a");
    object_setattr(node, "c", none());
    ck_assert_ptr_eq(dict_get_str(dict, "c"), none());
    ck_assert(object_delattr(node, "a"));
    ck_assert_int_eq(dict_size(dict), 2);
    expect_referred(node, dict, cls);
    decref(other);
    decref(node);
    decref(cls);
}
END_TEST

START_TEST(the_dict_releases_in_the_classs_order)
{
    struct object *cls = class_new_plain("Node"), *first = instance_new(cls);

    object_setattr(first, "b", none());
    object_setattr(first, "a", none());
    for (int clears = 0; clears < 2; clears++) {
        struct object *node = instance_new(cls);
        set_teller(node, "a", 1);
        set_teller(node, "b", 2);
        struct object *dict = newref(instance_dict(node));
        if (clears)
            dict_clear(dict);
        decref(node);
        decref(dict);
        expect_story("2 1");
    }
    decref(first);
    decref(cls);
}
END_TEST

START_TEST(a_dict_of_its_own_releases_in_its_order)
{
    struct object *cls = class_new_plain("Node"), *first = instance_new(cls);
    struct object *node = instance_new(cls);

    object_setattr(first, "b", none());
    set_teller(node, "a", 1);
    set_teller(node, "b", 2);
    dict_set(instance_dict(node), none(), none()); /* no name that instances could share */
    decref(node);
    expect_story("1 2");
    decref(first);
    decref(cls);
}
END_TEST

START_TEST(the_dict_is_tracked_only_for_a_reason)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls);
    struct object *list = list_new(0);

    object_setattr(node, "a", none());
    ck_assert(!gc_is_tracked(instance_dict(node)));
    object_setattr(node, "a", list);
    ck_assert(gc_is_tracked(instance_dict(node)));
    decref(list);
    decref(node);
    decref(cls);
}
END_TEST

/* The class has room for 30 names, less one for each instance but at least one at first. */
START_TEST(a_name_too_many_makes_a_dict)
{
    struct object *cls = class_new_plain("Node"), *nodes[31];

    for (int i = 0; i < 31; i++)
        nodes[i] = instance_new(cls);
    object_setattr(nodes[0], "a", none());
    expect_referred(nodes[0], none(), cls);
    object_setattr(nodes[0], "b", none());
    expect_referred(nodes[0], instance_dict(nodes[0]), cls);
    ck_assert_int_eq(dict_size(instance_dict(nodes[0])), 2);
    for (int i = 0; i < 31; i++)
        decref(nodes[i]);
    decref(cls);
}
END_TEST

static struct object *watched, *seen;

static void watch(struct object *self)
{
    (void)self;
    seen = object_getattr(watched, "value");
    if (seen != NULL)
        decref(seen);
    error_clear();
}

START_TEST(whoever_looks_sees_the_new_attribute)
{
    struct object *spy = class_new(&(struct class_spec){.name = "Spy", .finalize = watch});
    struct object *cls = class_new_plain("Node"), *obj = instance_new(spy);

    watched = instance_new(cls);
    object_setattr(watched, "value", obj);
    decref(obj);
    object_setattr(watched, "value", none());
    ck_assert_ptr_eq(seen, none());
    obj = instance_new(spy);
    object_setattr(watched, "value", obj);
    decref(obj);
    object_delattr(watched, "value");
    ck_assert_ptr_null(seen);
    decref(watched);
    decref(cls);
    decref(spy);
}
END_TEST

static void count_names(const char *name, struct object *value, void *argument)
{
    (void)value;
    strcat(argument, name);
}

START_TEST(each_attribute_in_order)
{
    struct object *cls = class_new_plain("Node"), *node = instance_new(cls);
    char names[8] = "";

    object_setattr(node, "b", none());
    object_setattr(node, "a", none());
    instance_each(node, count_names, names);
    instance_dict(node);
    instance_each(node, count_names, names);
    ck_assert_str_eq(names, "baba");
    decref(node);
    decref(cls);
}
END_TEST

START_TEST(a_callers_bugs_abort)
{
    struct object *list = list_new(0);

    expect_fatal("instance_new: expected a class, got list", instance_new(list));
    expect_fatal("object_getattr: expected an instance, got list", object_getattr(list, "a"));
    expect_fatal("object_setattr: expected an instance, got NULL", object_setattr(NULL, "a", list));
    expect_fatal("object_delattr: expected an instance, got list", object_delattr(list, "a"));
    expect_fatal("instance_dict: expected an instance, got list", instance_dict(list));
    decref(list);
}
END_TEST

START_TEST(setattr_steal_takes_the_reference_even_when_it_fails)
{
    static const char *const slots[] = {"a", NULL};
    struct object *cls = class_new(&(struct class_spec){.name = "S", .slots = slots});
    struct object *obj = instance_new(cls), *value = list_new(0);

    ck_assert(object_setattr_steal(obj, "a", newref(value)));
    ck_assert_int_eq(refcount(value), 2);
    ck_assert(!object_setattr_steal(obj, "b", newref(value)));
    expect_error("AttributeError: 'S' object has no attribute 'b'");
    ck_assert_int_eq(refcount(value), 2);
    ck_assert(!object_setattr_steal(obj, "a", NULL));
    ck_assert_int_eq(refcount(value), 2);
    decref(obj);
    decref(value);
    decref(cls);
}
END_TEST

TESTS("class and instance", setattr_steal_takes_the_reference_even_when_it_fails,
      an_instance_owns_its_class, getattr_returns_a_new_reference, an_attribute_that_is_not_there,
      slots_take_only_their_names, slots_go_in_alphabetical_order,
      inline_values_go_in_the_classs_order, a_finalizer_runs_before_the_attributes_go,
      the_dict_takes_over_in_the_order_of_assignment, the_dict_releases_in_the_classs_order,
      a_dict_of_its_own_releases_in_its_order, the_dict_is_tracked_only_for_a_reason,
      a_name_too_many_makes_a_dict, whoever_looks_sees_the_new_attribute, each_attribute_in_order,
      a_callers_bugs_abort)
