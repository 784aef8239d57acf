/* Checks of 0a. None of them stumbles over a wrong count: what is left is dropped by what the
 * object says.
 *
 * Each sentence of the contract:
 *   returns obj itself                          same_object
 *   one reference more than before              counts_one_more: of every kind, call after call
 *   it belongs to the caller                    outlives_the_first
 *   the caller's own is there as before         same_object (alive), outlives_the_first (gone)
 *   nothing is created, copied or freed         same_object: no request for memory, and the census
 *   obj is never NULL                           cannot be seen: it is a promise to you
 */
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

enum { KINDS = 3 };

/* One of each kind, each with one reference. */
static void make_kinds(struct object **objects)
{
    const char *name = check_word();

    objects[0] = new_mortal(name);
    objects[1] = list_new(check_random(5));
    objects[2] = str_new(name);
}

CHECK(same_object, .title = "gives back the object that it was given", .points = 3,
      .leaked = "Something was made during the call, and nobody owns it now.",
      .see = "00-an-object")
{
    struct object *objects[KINDS];

    make_kinds(objects);
    for (int i = 0; i < KINDS; i++) {
        STEP("another_reference(obj), where obj is of type %s", object_type_name(objects[i]));
        size_t requests = memory_requests();
        struct object *got = another_reference(objects[i]);
        requests = memory_requests() - requests;
        BECAUSE("The call released the only reference that there was, and obj went. It was the "
                "caller's, who only lent it to you.");
        REQUIRE("obj is still alive", i > 0 || !gone);
        BECAUSE("Nothing came back: NULL is no object. Return obj.");
        REQUIRE("it gives back an object", got != NULL);
        BECAUSE("What came back is not obj. Return obj itself: an equal object is another object, "
                "as `b = list(a)` is in Python.");
        REQUIRE("the same object", got == objects[i]);
        BECAUSE("Something was made during the call. A new reference needs no memory: it is a "
                "number in obj that grows by one.");
        EXPECT("requests for memory", requests, 0);
        drop_all(objects[i]);
    }
}

CHECK(counts_one_more, .title = "every call makes one reference", .points = 4,
      .after = "same_object",
      .too_few = "A reference that you hand out has to be counted, at every call, whatever obj is: "
                 "incref(obj), then return it (or newref(obj), which does both).",
      .too_many =
          "One reference is handed out, so one is counted: incref(obj) makes one, and newref(obj) "
          "makes one. What is counted beyond that nobody will ever give back.",
      .see = "00-an-object")
{
    struct object *objects[KINDS], *obj;
    int calls = check_between(2, 9);

    make_kinds(objects);
    obj = objects[0];
    EXPECT("references before", refcount(obj), 1);
    STEP("obj = another_reference(obj), %d times", calls);
    for (int i = 0; i < calls; i++)
        another_reference(obj);
    DRAW(obj);
    EXPECT(check_text("references after %d calls", calls), refcount(obj), 1 + calls);
    STEP("the same with a list and a str, in turn");
    for (int i = 0; i < 2 * calls; i++)
        another_reference(objects[1 + i % 2]);
    const char *all = "A list and a str have their references counted as any object has. Only "
                      "the few shared atoms seem to live for ever.";
    BECAUSE(all);
    EXPECT("references to the list", refcount(objects[1]), 1 + calls);
    BECAUSE(all);
    EXPECT("references to the str", refcount(objects[2]), 1 + calls);
    for (int i = 0; i < KINDS; i++)
        drop_all(objects[i]);
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
            "still waits for another one.");
    EXPECT("gone when the last owner let go", gone, true);
}
