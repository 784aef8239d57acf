/* Lesson 01: reference counting. lesson.py tells the same story under the real CPython.
 *
 * does() shows a line of Python; the C after it is what that line does to the counts. A name is a C
 * variable that owns a reference: newref() makes it one, del() gives it back. */
#include "common/collector/gc.h"
#include "common/objects/sys.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/list.h"
#include "lessons/narrator.h"

static struct object *a, *b, *x, *shared, *box, *shelf, *item, *report, *cache, *history, *nest,
    *each, *later;

static void two_names(void)
{
    act("Two names for one list");
    predict("A list gets a second name and loses the first. How many references does it have after "
            "each line?");
    //! [article]
    does("a = [1, 2, 3]");
    a = list_new(3);
    for (int i = 0; i < 3; i++)
        list_set(a, i, int_new(i + 1));
    claim_is("01.1a", counted("the list", a), 1, "A fresh list has one reference: the name a.");
    claim_is("01.2a", asks("sys.getrefcount(a)", sys_getrefcount(a)), 2,
             "One more: while it runs, its own argument is a reference, too.");
    does("b = a"), b = newref(a);
    claim("01.1b", b == a && counted("the list", a) == 2,
          "A second name is a second reference. Nothing is copied.");
    claim_is("01.2b", asks("sys.getrefcount(a)", sys_getrefcount(a)), 3, "One more than two.");
    does("del a"), del(&a);
    claim_is("01.1c", counted("the list", b), 1,
             "del takes away a name and its reference, not the list.");
    claim_is("01.2c", asks("sys.getrefcount(b)", sys_getrefcount(b)), 2, "One more than one.");
    does("del b"), del(&b);
    claim("01.1d", freed("the list"), "The last reference went, and the list with it.");
    //! [article]
}

static void at_zero(void)
{
    act("At zero, there and then");
    does("gc.disable()"), gc_disable();
    claim("01.1e", !gc_is_enabled(), "The collector is off. All that follows is counting alone.");
    does("x = Thing(\"the first\")"), x = thing_new("the first");
    does("x = Thing(\"the second\")"), setref(&x, thing_new("the second"));
    claim_is("01.1f", happened(), "the first is freed",
             "A name that moves on lets go of what it had.");
    predict("Then: Thing(\"t\").name, log(\"the same line goes on\"). This Thing has no name at "
            "all. Is it freed during the line or after it?");
    does("Thing(\"t\").name, log(\"the same line goes on\")");
    decref(thing_new("t"));
    event("the same line goes on");
    claim_is("01.1g", happened(), "t is freed, the same line goes on",
             "In the middle of the line, the moment nothing refers to it.");
    does("del x"), del(&x);
}

static void containers_own(void)
{
    act("A container owns its elements");
    does("shared = Thing(\"shared\")"), shared = thing_new("shared"), counted("shared", shared);
    does("box = [Thing(\"first\"), shared, Thing(\"last\")]");
    box = list_new(3);
    list_set(box, 0, thing_new("first"));
    list_set(box, 1, newref(shared));
    list_set(box, 2, thing_new("last"));
    claim_is("01.3a", counted("shared", shared), 2,
             "The name is one owner, the list is the other.");
    does("del box"), del(&box);
    claim_is("01.3b", happened(), "last is freed, first is freed",
             "Dropping a list releases its elements, the last one first.");
    claim_is("01.3c", counted("shared", shared), 1, "An element with another owner lives on.");
    does("del shared"), del(&shared);
}

static void new_borrowed_stolen(void)
{
    act("New, borrowed, stolen");
    //! [ownership]
    does("box = PyList_New(0)"), box = list_new(0);
    claim_is("01.4a", counted("box", box), 1,
             "New: it is the caller's, who must let go of it some day.");
    does("item = Thing(\"item\")"), item = thing_new("item"), counted("item", item);
    does("PyList_Append(box, item)"), list_append(box, item);
    claim_is("01.4b", counted("item", item), 2,
             "It makes its own; the caller keeps the one it had.");
    does("peek = PyList_GetItem(box, 0)");
    claim("01.4c", list_get(box, 0) == item && counted("item", item) == 2,
          "Borrowed: the same object, and no reference for you. It is good while box keeps it.");
    does("shelf = PyList_New(1)"), shelf = list_new(1);
    does("Py_IncRef(item)"), incref(item), counted("item", item);
    does("PyList_SetItem(shelf, 0, item)"), list_set(shelf, 0, item);
    claim_is("01.4d", counted("item", item), 3,
             "Stolen: no count moves, but one of the three is the shelf's.");
    does("Py_IncRef(item)"), incref(item), counted("item", item);
    does("with suppress(IndexError): PyList_SetItem(shelf, 7, item)");
    list_set(shelf, 7, item);
    error_clear();
    claim_is("01.4e", counted("item", item), 3, "It failed and took the reference all the same.");
    does("del shelf, box"), del(&shelf), del(&box);
    claim_is("01.4f", counted("item", item), 1, "Each list gave back what it owned; ours is left.");
    does("del item"), del(&item);
    //! [ownership]
}

//! [witness]
/* Witness.__del__: says what it finds in the box when it is freed. */
static void witness_finalize(struct object *self)
{
    event("%s is freed and finds %s in the box", thing_name(self), thing_name(list_get(box, 0)));
}
//! [witness]

static void store_first(void)
{
    struct object *witness =
        class_new(&(struct class_spec){"Witness", .finalize = witness_finalize});

    act("Store first, release last");
    does("box = [Witness(\"old\")]");
    box = list_new(1);
    list_set(box, 0, thing_new_of(witness, "old"));
    predict("The old element looks into the box while it is freed. What does it find there?");
    does("box[0] = Thing(\"new\")"), list_set(box, 0, thing_new("new"));
    claim_is("01.5a", happened(), "old is freed and finds new in the box",
             "The new element is in its place before the old one is released.");
    does("del box");
    del(&box);
    decref(witness);
}

static void still_held(void)
{
    act("del did not free it");
    does("report = Thing(\"report\")"), report = thing_new("report"), counted("the report", report);
    does("cache, history = {\"latest\": report}, [report]");
    cache = dict_new();
    dict_set_str(cache, "latest", report);
    history = list_pack(1, report);
    counted("the report", report);
    predict("What will `del report` free?");
    does("del report");
    struct object *held = report; /* borrowed from the cache and the history */
    del(&report);
    claim_is("01.6a", counted("the report", held), 2,
             "Nothing: it took a name away. Two owners are left.");
    claim_is("01.6b", asks("gc.collect()", gc_collect(2)), 0,
             "The collector finds nothing: what can be reached is no garbage.");
    claim("01.6c", holds(cache, held) && holds(history, held),
          "The dict cache and the list history hold it.");
    does("del cache[\"latest\"]"), dict_delete_str(cache, "latest");
    claim_is("01.6d", counted("the report", held), 1,
             "One owner let go; the other still keeps it.");
    does("history.clear()"), list_clear(history);
    claim("01.6e", freed("the report"), "The last owner let go, and there and then it was freed.");
    del(&cache), del(&history);
}

static bool as_text(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments;
    return self != NULL && count == 0;
}

static void others_hold_it(void)
{
    say("Some owners are easily forgotten. Two of them, of a longer table:");
    does("for each in [Thing(\"first\"), Thing(\"last\")]: pass");
    struct object *rows = list_new(0);
    list_append_steal(rows, thing_new("first"));
    list_append_steal(rows, thing_new("last"));
    each = newref(list_get(rows, 1)); /* where the loop ends */
    decref(rows);
    claim_is("01.6f", happened(), "first is freed",
             "The loop is over, and its variable still holds the last one.");
    does("del each"), del(&each);
    claim_is("01.6g", happened(), "last is freed", "It was the only owner.");
    does("report = Thing(\"report\")"), report = thing_new("report");
    does("later = report.__str__"), later = function_new("__str__", as_text, report);
    claim("01.6h", holds(later, report), "A method without its call: it has its object.");
    does("del report"), del(&report);
    claim_is("01.6i", happened(), "", "So the report lives as long as the method is kept.");
    does("del later"), del(&later);
    claim_is("01.6j", happened(), "report is freed", "And no longer.");
}

//! [naive]
/* Releases a nest the obvious way: what is inside first. Says how many lists deep it went. */
static int naive_release(struct object *obj, int level)
{
    struct object *inside = obj->type == &list_type ? list_pop(obj, 0) : NULL;
    int deepest = inside != NULL ? naive_release(inside, level + 1) : level;

    decref(obj);
    return deepest;
}
//! [naive]

static struct object *nested(int depth, struct object *innermost)
{
    while (depth-- > 0) {
        struct object *list = list_new(1);
        list_set(list, 0, innermost);
        innermost = list;
    }
    return innermost;
}

static void a_million_deep(void)
{
    act("A million deep");
    does("nest = nested(1_000_000, Thing(\"innermost\"))");
    nest = nested(1000000, thing_new("innermost"));
    counted("the outermost list", nest);
    predict("Freeing a list frees the list in it, which frees the list in it, and so on. Will it "
            "survive?");
    does("del nest"), del(&nest);
    aside("The C stack was %zu bytes deep when the innermost was freed.", event_depth());
    claim("01.7a", freed("the outermost list") && event_depth() < 65536,
          "One del freed a million lists and did not overflow the C stack.");
    does("depth = naive_release(nested(10_000, Thing(\"innermost\")))");
    int depth = naive_release(nested(10000, thing_new("innermost")), 0);
    aside("The C stack was %zu bytes deep. A million would need a hundred times that.",
          event_depth());
    claim_is("01.7b", depth, 10000, "A release that calls itself goes as deep as the data.");
}

int main(int argc, char **argv)
{
    lesson(argc, argv, "01", "Reference counting",
           "I wrote `del data`. Why is the memory still in use?");
    variable("a", &a), variable("b", &b), variable("x", &x), variable("shared", &shared);
    variable("box", &box), variable("shelf", &shelf), variable("item", &item),
        variable("nest", &nest);
    variable("report", &report), variable("cache", &cache), variable("history", &history);
    variable("each", &each), variable("later", &later);
    two_names();
    at_zero();
    containers_own();
    new_borrowed_stolen();
    store_first();
    still_held();
    others_hold_it();
    a_million_deep();
    return finish();
}
