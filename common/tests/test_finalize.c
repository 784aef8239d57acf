/* Finalizers on the counting path: when, how often, and coming back. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

#include "common/objects/finalize.h"

static struct object *saved;
static int calls;

/* What the finalizer saw. */
static intptr_t count_seen;
static bool tracked_seen, finalized_seen;

static void look(struct object *self)
{
    calls++;
    count_seen = refcount(self);
    tracked_seen = gc_is_tracked(self);
    finalized_seen = gc_is_finalized(self);
}

static void come_back(struct object *self)
{
    look(self);
    saved = newref(self);
}

static struct object *new_with(void (*finalize)(struct object *self))
{
    struct object *cls = class_new(&(struct class_spec){.name = "F", .finalize = finalize});
    struct object *self = instance_new(cls);

    decref(cls);
    calls = 0;
    return self;
}

START_TEST(a_finalizer_sees_a_tracked_object_of_count_one)
{
    decref(new_with(look));
    ck_assert_int_eq(calls, 1);
    ck_assert_int_eq(count_seen, 1);
    ck_assert(tracked_seen);
    ck_assert(!finalized_seen); /* on this path the flag is set after the call */
    ck_assert_uint_eq(blocks_made(), 0);
}
END_TEST

START_TEST(a_resurrected_object_lives_on)
{
    struct object *self = new_with(come_back);

    decref(self);
    ck_assert_ptr_eq(saved, self);
    ck_assert_int_eq(refcount(self), 1);
    ck_assert(gc_is_tracked(self));
    ck_assert(gc_is_finalized(self));
    ck_assert_ptr_eq(gc_prev(&collector.generations[0].head), gc_head_of(self)); /* at the tail */
    decref(self);
}
END_TEST

START_TEST(a_resurrected_object_keeps_its_attributes)
{
    struct object *self = new_with(come_back), *cargo = teller(7);

    object_setattr(self, "cargo", cargo);
    decref(cargo);
    decref(self);
    expect_story("");
    ck_assert_ptr_eq(object_getattr(saved, "cargo"), cargo);
    decref(cargo);
    decref(saved);
    expect_story("7");
}
END_TEST

START_TEST(the_second_death_is_silent)
{
    decref(new_with(come_back));
    decref(saved);
    ck_assert_int_eq(calls, 1);
    ck_assert_uint_eq(blocks_made(), 0);
}
END_TEST

START_TEST(a_second_reference_that_goes_again_is_no_resurrection)
{
    decref(new_with(come_back));
    struct object *back = saved;

    incref(back);
    decref(back);
    ck_assert_int_eq(refcount(back), 1);
    ck_assert(finalize_is_due(back) == false);
    decref(back);
}
END_TEST

static struct object *home;

/* Comes back inside a list, not as itself. */
static void move_into_list(struct object *self)
{
    calls++;
    list_append(home, self);
}

START_TEST(a_container_may_save_it)
{
    home = list_new(0);
    decref(new_with(move_into_list));
    ck_assert_int_eq(list_size(home), 1);
    ck_assert_int_eq(refcount(list_get(home, 0)), 1);
    list_clear(home);
    ck_assert_int_eq(calls, 1);
    decref(home);
}
END_TEST

/* A finalizer that releases another object with a finalizer. */
static struct object *other;

static void release_other(struct object *self)
{
    tell(self);
    clearref(&other);
}

START_TEST(finalizers_nest)
{
    struct object *self = new_with(release_other), *number = int_new(1);

    object_setattr(self, "number", number);
    decref(number);
    other = teller(2);
    decref(self);
    expect_story("1 2");
}
END_TEST

START_TEST(without_a_finalizer_nothing_is_due)
{
    struct object *cls = class_new_plain("Plain"), *self = instance_new(cls);

    ck_assert(!finalize_is_due(self));
    ck_assert(!finalize_is_due(none()));
    ck_assert(!gc_is_finalized(self));
    ck_assert(!gc_is_finalized(none()));
    decref(self);
    decref(cls);
}
END_TEST

static void fail_quietly(struct object *self)
{
    (void)self;
    calls++;
}

START_TEST(an_error_in_flight_survives_a_finalizer)
{
    struct object *list = list_new(0), *self = new_with(fail_quietly);

    ck_assert_ptr_null(list_get(list, 0));
    decref(self);
    ck_assert_int_eq(calls, 1);
    expect_error("IndexError: list index out of range");
    decref(list);
}
END_TEST

static void legacy_come_back(struct object *self)
{
    calls++;
    if (calls < 3)
        saved = newref(self);
}

/* Python 2's way has no "once": tp_del is called at every death. */
START_TEST(a_legacy_finalizer_is_called_every_time)
{
    struct object *cls =
        class_new(&(struct class_spec){.name = "L", .legacy_del = legacy_come_back});

    calls = 0;
    decref(instance_new(cls));
    ck_assert_int_eq(refcount(saved), 1);
    ck_assert(gc_is_tracked(saved));
    decref(saved);
    decref(saved);
    ck_assert_int_eq(calls, 3);
    decref(cls);
}
END_TEST

TESTS("finalize", a_finalizer_sees_a_tracked_object_of_count_one, a_resurrected_object_lives_on,
      a_resurrected_object_keeps_its_attributes, the_second_death_is_silent,
      a_second_reference_that_goes_again_is_no_resurrection, a_container_may_save_it,
      finalizers_nest, without_a_finalizer_nothing_is_due, an_error_in_flight_survives_a_finalizer,
      a_legacy_finalizer_is_called_every_time)
