/* Lesson 02: reference cycles. lesson.py tells the same story under the real CPython.
 *
 * does() shows a line of Python, the C after it does the same. What a name held before del() is
 * remembered as lost_...: borrowed, from whoever holds it now. */
#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "lessons/narrator.h"
#include "lessons/trial.h"

static struct object *a, *b, *c, *d, *e, *x, *y, *z, *cache;

/* list.extend([first, second]) */
static void extend(struct object *list, struct object *first, struct object *second)
{
    list_append(list, first);
    list_append(list, second);
}

/* del name, name, ... */
static void del_all(int count, struct object **const names[])
{
    for (int i = 0; i < count; i++)
        del(names[i]);
}
#define DEL(...)                                                                                   \
    del_all(sizeof((struct object **[]){__VA_ARGS__}) / sizeof(struct object **),                  \
            (struct object * *[]){__VA_ARGS__})

static void hold_each_other(void)
{
    act("Two lists that hold each other");
    does("gc.disable()"), gc_disable();
    //! [cycle]
    does("a, b = [], []"), a = list_new(0), b = list_new(0);
    counted("a", a), counted("b", b);
    does("a.append(b); b.append(a)"), list_append(a, b), list_append(b, a);
    claim("02.1a", counted("a", a) == 2 && counted("b", b) == 2,
          "Two owners each: a name, and the other list.");
    predict("Both names go. What are the counts then, and are the lists freed?");
    does("del a, b");
    struct object *lost_a = a, *lost_b = b;
    DEL(&a, &b);
    claim("02.1b", counted("a", lost_a) == 1 && counted("b", lost_b) == 1,
          "Each count is still 1, so counting frees neither.");
    claim("02.1c", holds(lost_a, lost_b) && holds(lost_b, lost_a),
          "That 1 is the other list. No name leads to either: nobody can reach them any more.");
    //! [cycle]
}

static void found_by_the_collector(void)
{
    act("gc.collect() finds them");
    predict("What does gc.collect() return?");
    claim_is("02.2a", collects("gc.collect()", 2), 2,
             "It found two objects that nobody can reach.");
    claim("02.2b", freed("a") && freed("b"), "And they are gone.");
    does("a = []; a.append(a); del a");
    a = list_new(0), list_append(a, a), del(&a);
    claim_is("02.2c", collects("gc.collect()", 2), 1,
             "A list that holds itself is a cycle of one.");
    does("a = []; a.append(a); a.append([1, [2, [\"three\"]]]); del a");
    struct object *three = list_new(0), *two = list_new(0), *one = list_new(0);
    list_append_steal(three, str_new("three"));
    list_append_steal(two, int_new(2)), list_append_steal(two, three);
    list_append_steal(one, int_new(1)), list_append_steal(one, two);
    a = list_new(0), list_append(a, a), list_append_steal(a, one), del(&a);
    claim_is("02.2d", collects("gc.collect()", 2), 4,
             "The three lists that hang off it are in no cycle. They count; the int and the str do "
             "not.");
}

static const char *is_tracked(const char *code, const struct object *obj)
{
    const char *answer = gc_is_tracked(obj) ? "True" : "False";

    asks_text(code, answer);
    return answer;
}

static void only_containers(void)
{
    act("Only containers are tracked");
    does("a = [42, \"text\", []]"), a = list_new(0);
    list_append_steal(a, int_new(42)), list_append_steal(a, str_new("text")),
        list_append_steal(a, list_new(0));
    claim_is("02.3a", is_tracked("gc.is_tracked(a[0])", list_get(a, 0)), "False",
             "An int refers to nothing: never tracked.");
    claim_is("02.3b", is_tracked("gc.is_tracked(a[1])", list_get(a, 1)), "False",
             "Nor is a str, ever.");
    claim_is("02.3c", is_tracked("gc.is_tracked(a[2])", list_get(a, 2)), "True",
             "A list is tracked from birth, even an empty one.");
    does("a = {\"n\": 1}"), setref(&a, dict_new()), dict_set_str(a, "n", int_new(1));
    decref(dict_get_str(a, "n"));
    claim_is("02.3d", is_tracked("gc.is_tracked(a)", a), "False",
             "A dict of atoms cannot be in a cycle.");
    does("a[\"list\"] = []"), dict_set_str(a, "list", b = list_new(0)), del(&b);
    claim_is("02.3e", is_tracked("gc.is_tracked(a)", a), "True",
             "Its first container makes it one of the tracked.");
    does("b = tuple([1, 2])"), b = tuple_new(2);
    tuple_set(b, 0, int_new(1)), tuple_set(b, 1, int_new(2));
    claim_is("02.3f", is_tracked("gc.is_tracked(b)", b), "True",
             "A tuple is tracked when it is made.");
    collects("gc.collect()", 2);
    claim_is("02.3g", is_tracked("gc.is_tracked(b)", b), "False",
             "A collection has looked at it, found atoms only, and will not look again.");
    does("a = []; a.append(a); a.append({\"n\": 1}); del a");
    struct object *atoms = dict_new(), *number = int_new(1);
    dict_set_str(atoms, "n", number), decref(number);
    setref(&a, list_new(0)), list_append(a, a), list_append_steal(a, atoms), del(&a);
    claim_is("02.3h", collects("gc.collect()", 2), 1,
             "One: the number counts tracked objects. The dict of atoms went with the list, "
             "uncounted.");
    does("del b"), del(&b);
}

static void trial_deletion(void)
{
    act("Trial deletion");
    //! [example]
    does("a, b, c, d, e = map(Thing, \"abcde\")");
    a = thing_new("a"), b = thing_new("b"), c = thing_new("c");
    d = thing_new("d"), e = thing_new("e");
    counted("a", a), counted("d", d), counted("e", e);
    does("c.to = b; b.to = a"), object_setattr(c, "to", b), object_setattr(b, "to", a);
    does("d.to = e; e.to = d; d.also = a");
    object_setattr(d, "to", e), object_setattr(e, "to", d), object_setattr(d, "also", a);
    member("a", a), member("b", b), member("c", c), member("d", d), member("e", e);
    counted("a", a), counted("d", d), counted("e", e);
    does("del a, b, d, e");
    struct object *lost_a = a, *lost_d = d, *lost_e = e;
    DEL(&a, &b, &d, &e);
    counted("a", lost_a), counted("d", lost_d), counted("e", lost_e);
    predict("Only c has a name left: c → b → a, and d ⇄ e, d → a. Who is garbage?");
    long long found = collects("gc.collect()", 2);
    //! [example]
    claim_is("02.4a", copied("a"), 2, "Copied: a's count is 2, for b and d.");
    claim_is("02.4b", left_of("a") + left_of("b") + left_of("d") + left_of("e"), 0,
             "Subtracted: each reference between members is taken off, and nothing is left of "
             "these four.");
    claim("02.4c", left_of("c") == 1 && strcmp(verdict("c"), "held from outside") == 0,
          "What is left of c is a reference from outside: the name.");
    claim("02.4d",
          strcmp(verdict("a"), "set aside, brought back") == 0 &&
              strcmp(verdict("b"), verdict("a")) == 0,
          "a and b were set aside too early. c is reachable and holds b, b holds a: both came "
          "back.");
    claim("02.4e",
          found == 2 && strcmp(verdict("d"), "garbage") == 0 &&
              strcmp(verdict("e"), "garbage") == 0,
          "Nobody brought d and e back.");
    claim_is("02.4f", happened(), "d is freed, e is freed", "Those two are freed, and no other.");
    claim_is("02.4g", counted("a", lost_a), 1, "d let go of a, which has one owner left: b.");
    does("del c"), del(&c);
}

static void one_from_outside(void)
{
    act("One reference from outside");
    does("a, b, c = map(Thing, \"abc\")");
    a = thing_new("a"), b = thing_new("b"), c = thing_new("c");
    does("a.to = b; b.to = c; c.to = a");
    object_setattr(a, "to", b), object_setattr(b, "to", c), object_setattr(c, "to", a);
    does("cache = {\"latest\": b}"), cache = dict_new(), dict_set_str(cache, "latest", b);
    member("a", a), member("b", b), member("c", c), member("cache", cache);
    does("del a, b, c"), DEL(&a, &b, &c);
    predict("One entry of one dict is left. How much will gc.collect() free?");
    claim_is("02.5a", collects("gc.collect()", 2), 0,
             "Nothing: one reference from outside saves the whole ring.");
    claim("02.5b",
          left_of("a") == 0 && left_of("b") == 0 && left_of("c") == 0 && left_of("cache") == 1,
          "The dict is examined, too, and its own name saves it. The rest follows from there.");
    does("del cache"), del(&cache);
    claim_is("02.5c", happened(), "", "The dict went by counting. The ring did not.");
    claim_is("02.5d", collects("gc.collect()", 2), 3,
             "Without the one reference, all three are garbage.");
}

/* a holds c and x, c holds b and z, b holds a and y. */
static void make_ring(void)
{
    does("a, b, c = [], [], []"), a = list_new(0), b = list_new(0), c = list_new(0);
    does("a.extend([c, x]); b.extend([a, y]); c.extend([b, z])");
    extend(a, c, x), extend(b, a, y), extend(c, b, z);
}

static void make_things(void)
{
    does("x, y, z = map(Thing, \"xyz\")");
    x = thing_new("x"), y = thing_new("y"), z = thing_new("z");
}

static int clears;

static void clear_and_count(struct object *list)
{
    clears++;
    list_clear(list);
}

static void the_rest_falls(void)
{
    act("Break one, and the rest falls");
    //! [clear]
    make_things();
    make_ring();
    does("del b, c, x, y, z"), DEL(&b, &c, &x, &y, &z);
    predict("a holds c and x, c holds b and z, b holds a and y. a is emptied by hand. What is "
            "freed, in which order?");
    does("a.clear()"), list_clear(a);
    claim_is("02.6a", happened(), "x is freed, z is freed, y is freed",
             "a let go of c, which had no other owner, and so on around, by counting.");
    //! [clear]
    does("del a"), del(&a);
    make_things();
    collects("gc.collect()", 2);
    say("The three Things are old now: a collection of the young, gc.collect(0), does not examine "
        "them.");
    make_ring();
    member("a", a), member("b", b), member("c", c);
    counted("list a", a), counted("list b", b), counted("list c", c);
    struct object *lost_a = a, *lost_b = b, *lost_c = c;
    does("del a, b, c, x, y, z"), DEL(&a, &b, &c, &x, &y, &z);
    counted("list a", lost_a), counted("list b", lost_b), counted("list c", lost_c);
    list_type.clear = clear_and_count;
    claim_is("02.6b", collects("gc.collect(0)", 0), 3,
             "The three lists are garbage, in the order a, b, c.");
    list_type.clear = list_clear;
    claim_is("02.6c", happened(), "x is freed, z is freed, y is freed",
             "Freed in the order x, z, y, as when a alone was emptied by hand.");
    aside("The collector called list_clear for %d of the three lists.", clears);
    claim("02.6d", clears == 1 && freed("list a") && freed("list b") && freed("list c"),
          "All three are gone.");
}

int main(int argc, char **argv)
{
    lesson(argc, argv, "02", "Reference cycles",
           "The last name is gone. Why is the memory still in use?");
    variable("a", &a), variable("b", &b), variable("c", &c), variable("d", &d), variable("e", &e);
    variable("x", &x), variable("y", &y), variable("z", &z), variable("cache", &cache);
    hold_each_other();
    found_by_the_collector();
    only_containers();
    trial_deletion();
    one_from_outside();
    the_rest_falls();
    return finish();
}
