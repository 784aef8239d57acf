/* sys.getrefcount and sys.getsizeof: the numbers that a Python user sees. */
#include "common/tests/test.h"

#include "common/objects/sys.h"

/* The article's example: a = [1, 2, 3]; b = a; del a; del b. */
START_TEST(getrefcount_counts_its_argument_too)
{
    struct object *one = int_new(1), *two = int_new(2), *three = int_new(3);
    struct object *a = list_pack(3, one, two, three), *b;

    ck_assert_int_eq(sys_getrefcount(a), 2);
    b = newref(a);
    ck_assert_int_eq(sys_getrefcount(a), 3);
    clearref(&a);
    ck_assert_int_eq(sys_getrefcount(b), 2);
    decref(b);
    decref(one);
    decref(two);
    decref(three);
}
END_TEST

START_TEST(a_list_in_itself)
{
    struct object *container = list_new(0);

    list_append(container, container);
    ck_assert_int_eq(sys_getrefcount(container), 3);
    list_clear(container);
    decref(container);
}
END_TEST

/* The size of @obj, which is released. */
static size_t size_of(struct object *obj)
{
    size_t size = sys_getsizeof(obj);

    decref(obj);
    return size;
}

START_TEST(sizes_are_cpythons)
{
    static const char *const one_slot[] = {"a", NULL};
    struct object *slots = class_new(&(struct class_spec){.name = "S", .slots = one_slot});
    struct object *plain = class_new_plain("P"), *one = int_new(1);

    ck_assert_uint_eq(size_of(list_new(0)), 56);
    ck_assert_uint_eq(size_of(tuple_new(0)), 40);
    ck_assert_uint_eq(size_of(dict_new()), 64);
    ck_assert_uint_eq(size_of(list_pack(3, one, one, one)), 80);
    ck_assert_uint_eq(size_of(tuple_new(3)), 64);
    ck_assert_uint_eq(size_of(int_new(0)), 28);
    ck_assert_uint_eq(size_of(int_new(1)), 28);
    ck_assert_uint_eq(size_of(int_new(1LL << 30)), 32);
    ck_assert_uint_eq(size_of(int_new(-(1LL << 60))), 36);
    ck_assert_uint_eq(size_of(str_new("")), 49);
    ck_assert_uint_eq(size_of(str_new("abc")), 52);
    ck_assert_uint_eq(size_of(newref(none())), 16);
    ck_assert_uint_eq(size_of(instance_new(plain)), 56);
    ck_assert_uint_eq(size_of(instance_new(slots)), 40);
    decref(plain);
    decref(slots);
    decref(one);
}
END_TEST

START_TEST(a_list_grows_in_steps)
{
    static const size_t sizes[] = {88, 88, 88, 88, 120, 120, 120, 120, 184};
    struct object *list = list_new(0);

    for (int i = 0; i < 9; i++) {
        list_append(list, none());
        ck_assert_uint_eq(sys_getsizeof(list), sizes[i]);
    }
    decref(list);
}
END_TEST

/* What python3 says of a dict of so many str, and of so many int: the index takes 1, 2 or 4 bytes.
 */
START_TEST(a_dict_grows_in_steps)
{
    static const struct {
        int count;
        size_t of_str, of_int;
    } steps[] = {{1, 184, 224},
                 {5, 184, 224},
                 {6, 272, 352},
                 {10, 272, 352},
                 {11, 464, 632},
                 {85, 1584, 2264},
                 {86, 3328, 4688},
                 {10922, 207616, 294992},
                 {10923, 415152, 589912},
                 {43690, 961280, 1310800},
                 {43691, 1922480, 2621528}};
    struct object *strs = dict_new(), *ints = dict_new();
    int count = 0;

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (; count < steps[i].count; count++) {
            struct object *number = int_new(count);
            char text[20];
            snprintf(text, sizeof text, "%d", count);
            dict_set_str(strs, text, number);
            dict_set(ints, number, number);
            ck_assert_ptr_eq(dict_get_str(strs, text), number);
            decref(number);
        }
        ck_assert_uint_eq(sys_getsizeof(strs), steps[i].of_str);
        ck_assert_uint_eq(sys_getsizeof(ints), steps[i].of_int);
    }
    decref(strs);
    decref(ints);
}
END_TEST

static size_t size_of_dict(struct object *self)
{
    return sys_getsizeof(instance_dict(self));
}

/* The sizes are python3's for the same steps. */
START_TEST(the_dict_of_an_instance_shares_its_keys)
{
    struct object *cls = class_new_plain("P"), *first = instance_new(cls), *late, *dict;

    ck_assert_uint_eq(size_of_dict(first), 296); /* room for all that the class may learn */
    object_setattr(first, "x", none());
    for (int i = 0; i < 40; i++)
        decref(instance_new(cls));
    late = instance_new(cls);
    object_setattr(late, "x", none());
    dict = newref(instance_dict(late));
    ck_assert_uint_eq(sys_getsizeof(dict), 80);
    object_setattr(late, "z", none()); /* the class learns it, its last */
    ck_assert_uint_eq(sys_getsizeof(dict), 80);
    decref(first);
    decref(late);
    decref(cls);
    ck_assert_uint_eq(sys_getsizeof(dict), 80 + 768); /* alone with the keys */
    dict_set_str(dict, "w", none());
    ck_assert_uint_eq(sys_getsizeof(dict), 272); /* a table of its own */
    dict_set(dict, none(), none());
    ck_assert_uint_eq(sys_getsizeof(dict), 352);
    decref(dict);
}
END_TEST

TESTS("sys", getrefcount_counts_its_argument_too, a_list_in_itself, sizes_are_cpythons,
      a_list_grows_in_steps, a_dict_grows_in_steps, the_dict_of_an_instance_shares_its_keys)
