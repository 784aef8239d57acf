/* verify() finds what is broken: each corruption is planted, found, and mended again. */
#include "common/collector/gc.h"
#include "common/tests/test.h"

static char report[200];

/* verify() finds something, and says @what. */
static void expect_found(const char *what)
{
    ck_assert(!verify(report, sizeof report));
    ck_assert_msg(strstr(report, what) != NULL, "\"%s\" not in \"%s\"", what, report);
}

static struct object *outer, *inner;

/* [[]], the inner list also owned by the test. */
static void make_nest(void)
{
    inner = list_new(0);
    outer = list_pack(1, inner);
    ck_assert(verify(report, sizeof report));
    ck_assert_str_eq(report, "");
}

static void drop_nest(void)
{
    ck_assert(verify(report, sizeof report));
    decref(outer);
    decref(inner);
}

START_TEST(a_sound_heap_passes_and_is_left_as_it_was)
{
    make_nest();
    gc_head_of(inner)->prev |= GC_FINALIZED;
    struct gc_head inner_head = *gc_head_of(inner), outer_head = *gc_head_of(outer);
    ck_assert(verify(report, sizeof report));
    ck_assert_mem_eq(gc_head_of(inner), &inner_head, sizeof inner_head);
    ck_assert_mem_eq(gc_head_of(outer), &outer_head, sizeof outer_head);
    drop_nest();
}
END_TEST

START_TEST(a_count_that_is_too_small)
{
    make_nest();
    inner->refcount = 1; /* outer's alone: fine */
    ck_assert(verify(report, sizeof report));
    list_append(outer, inner);
    inner->refcount = 1; /* two tracked references */
    expect_found("refcount is too small");
    inner->refcount = 3;
    drop_nest();
}
END_TEST

START_TEST(a_dead_object_in_a_list)
{
    make_nest();
    inner->refcount = 0;
    expect_found("is dead and still tracked");
    inner->refcount = -1;
    expect_found("is dead and still tracked");
    inner->refcount = 2;
    drop_nest();
}
END_TEST

START_TEST(a_mark_that_was_left_behind)
{
    make_nest();
    gc_head_of(inner)->prev |= GC_COLLECTING;
    expect_found("is marked though no collection runs");
    gc_head_of(inner)->prev &= ~(uintptr_t)GC_COLLECTING;
    drop_nest();
}
END_TEST

START_TEST(a_broken_link)
{
    make_nest();
    struct gc_head *head = gc_head_of(outer);
    struct gc_head *previous = gc_prev(head);
    gc_set_prev(head, head);
    expect_found("list is broken");
    gc_set_prev(head, previous);
    drop_nest();
}
END_TEST

START_TEST(frozen_objects_are_checked_too)
{
    make_nest();
    gc_list_merge(&collector.generations[0].head, &collector.permanent);
    inner->refcount = 0;
    expect_found("is dead and still tracked");
    inner->refcount = 2;
    drop_nest();
}
END_TEST

START_TEST(each_generation_is_checked)
{
    for (int i = 1; i < GC_GENERATIONS; i++) {
        make_nest();
        gc_list_merge(&collector.generations[0].head, &collector.generations[i].head);
        inner->refcount = 0;
        expect_found("is dead and still tracked");
        inner->refcount = 2;
        drop_nest();
    }
}
END_TEST

static void verify_in_finalizer(struct object *self)
{
    (void)self;
    expect_fatal("verify: a collection is running, and its working counts are in the headers",
                 verify(report, sizeof report));
}

START_TEST(a_collection_is_no_time_for_it)
{
    struct object *class = class_new(&(struct class_spec){"Node", .finalize = verify_in_finalizer});
    struct object *node = instance_new(class);

    object_setattr(node, "me", node);
    decref(node);
    ck_assert_int_eq(gc_collect(2), 1);
    decref(class);
    ck_assert(verify(report, sizeof report));
}
END_TEST

TESTS("verify", a_sound_heap_passes_and_is_left_as_it_was, a_count_that_is_too_small,
      a_dead_object_in_a_list, a_mark_that_was_left_behind, a_broken_link,
      frozen_objects_are_checked_too, each_generation_is_checked, a_collection_is_no_time_for_it)
