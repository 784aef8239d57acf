/* Checks of 0a. None of them stumbles over a wrong count: what is left is dropped by what the
 * object says. */
#include "exercises/00_start/0a_first.h"

#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "exercises/check.h"

static bool gone;

static void notice(struct object *self)
{
    (void)self;
    gone = true;
}

static struct object *new_mortal(const char *name)
{
    struct object *cls = class_new(&(struct class_spec){.name = name, .finalize = notice});
    struct object *mortal = instance_new(cls);

    decref(cls);
    gone = false;
    return mortal;
}

static void drop_all(struct object *obj)
{
    while (refcount(obj) > 1)
        decref(obj);
    decref(obj);
}

CHECK(same_object, .title = "gives back the object that it was given", .points = 3,
      .usually =
          "Return obj itself. An equal object is another object, as `b = list(a)` is in Python.",
      .see = "00-an-object")
{
    const char *name = check_word();
    struct object *objects[] = {new_mortal(name), list_new(check_random(5)), str_new(name)};

    for (int i = 0; i < 3; i++) {
        STEP("another_reference(obj), where obj is of type %s", object_type_name(objects[i]));
        struct object *got = another_reference(objects[i]);
        REQUIRE("it gives back an object", got != NULL);
        EXPECT("the same object", got == objects[i], true);
        if (got != objects[i])
            drop_all(got);
        drop_all(objects[i]);
    }
}

CHECK(counts_one_more, .title = "every call makes one reference", .points = 4,
      .after = "same_object",
      .too_few = "A reference that you hand out has to be counted: incref(obj), then return it (or "
                 "newref(obj), which does both).",
      .too_many =
          "One reference is handed out, so one is counted: incref(obj) makes one, and newref(obj) "
          "makes one.",
      .see = "00-an-object")
{
    struct object *obj = new_mortal(check_word());
    int calls = check_between(2, 9);

    EXPECT("references before", refcount(obj), 1);
    STEP("obj = another_reference(obj), %d times", calls);
    for (int i = 0; i < calls; i++)
        another_reference(obj);
    DRAW(obj);
    EXPECT(check_text("references after %d calls", calls), refcount(obj), 1 + calls);
    drop_all(obj);
}

/* Stays: a wrong count fails the check before as well; here it shows what that does to an owner. */
CHECK(outlives_the_first, .title = "the caller's new reference keeps it alive", .points = 3,
      .after = "same_object", .see = "00-an-object")
{
    struct object *first = new_mortal(check_word());

    STEP("second = another_reference(first)");
    struct object *second = another_reference(first);
    STEP("decref(first)");
    decref(first);
    BECAUSE(
        "You returned a borrowed reference: when the first owner let go, the object went, and the "
        "caller was left with an address where nothing is.");
    REQUIRE("still alive, thanks to second", !gone);
    STEP("decref(second)");
    decref(second);
    BECAUSE("More references were counted than handed out: both owners have let go, and the object "
            "still "
            "waits for another one.");
    EXPECT("gone when the last owner let go", gone, true);
}
