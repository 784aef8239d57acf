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

START_TEST(a_dict_grows_in_steps)
{
    struct object *dict = dict_new();
    char key[4] = "k ";

    for (int i = 0; i < 11; i++) {
        key[1] = (char)('a' + i);
        dict_set_str(dict, key, none());
        ck_assert_uint_eq(sys_getsizeof(dict), i < 5 ? 184 : i < 10 ? 272 : 464);
    }
    decref(dict);
}
END_TEST

TESTS("sys", getrefcount_counts_its_argument_too, a_list_in_itself, sizes_are_cpythons,
      a_list_grows_in_steps, a_dict_grows_in_steps)
