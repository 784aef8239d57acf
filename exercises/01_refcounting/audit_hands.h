/* The days on which the checks of 1c call exchange and lookup. */
#ifndef RECLAIM_EXERCISES_AUDIT_HANDS_H
#define RECLAIM_EXERCISES_AUDIT_HANDS_H

#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/1c_audit.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"
#include "exercises/pending.h"

static const char lends[] = "list_get only lends. When the list is the last owner, list_set frees "
                            "the old element: exchange "
                            "needs a reference of its own before that.";

/* A list that is the only owner of @size actors; the exchange is anywhere but at its end. */
static inline void exchange_in(int size)
{
    struct object *list = list_new(0), *new = actor_new(check_word(), actor_says_it_goes);
    int index = size > 1 ? check_random(size - 1) : 0;
    const char *names[8];

    const char *text = "";
    for (int i = 0; i < size; i++) {
        struct object *actor = actor_new(names[i] = check_word(), actor_says_it_goes);
        list_append(list, actor);
        decref(actor);
        text = check_text("%s%s%s", text, i > 0 ? ", " : "", names[i]);
    }
    const char *old = names[index];
    struct object *there = list_get(list, index);
    bool theirs = error_occurred() != ERROR_NONE;
    STEP("list = [%s], their only owner; exchange(list, %d, %s)", text, index,
         object_type_name(new));
    struct object *got = exchange(list, index, new);
    BECAUSE(lends);
    REQUIRE(check_text("%s is still alive", old), *check_events() == '\0');
    BECAUSE("exchange gives what was at that place.");
    REQUIRE(check_text("exchange gives %s", old), got == there);
    error_stays(theirs);
    SIDES("What exchange returns is one reference. The one that kept the old element alive is that "
          "one: no other is needed.",
          "What exchange returns is a reference of its own.");
    EXPECT(check_text("references to %s", old), refcount(got), 1);
    SIDES("list_set steals the reference that it is given, and makes none: one is enough.",
          "list_set steals the reference that it is given, and that one was the caller's.");
    EXPECT(check_text("references to %s", object_type_name(new)), refcount(new), 2);
    STOP_IF(refcount(new) < 2);
    names[index] = object_type_name(new);
    for (int i = 0; i < size; i++) {
        BECAUSE("Only that one place has something else in it.");
        EXPECT(check_text("list[%d]", i), object_type_name(list_get(list, i)), names[i]);
    }
    decref(got);
    decref(list);
    decref(new);
    check_events();
}

/* The list is the only owner of what is to be put where it is already. */
static inline void exchange_same(void)
{
    struct object *item = actor_new(check_word(), actor_says_it_goes), *list = list_pack(1, item);
    const char *name = object_type_name(item);

    decref(item);
    STEP("list = [%s], its only owner; exchange(list, 0, %s)", name, name);
    struct object *got = exchange(list, 0, item);
    BECAUSE(lends);
    REQUIRE(check_text("%s is still alive", name), *check_events() == '\0');
    REQUIRE(check_text("exchange gives %s", name), got == item);
    const char *two =
        "The list owns it once, and the caller once by what exchange returned, though "
        "it is the same object.";
    SIDES(two, two);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    STOP_IF(refcount(item) < 2);
    decref(got);
    decref(list);
    check_events();
}

/* Takes over both. Each is owned by us, too, and may be shared by everybody. */
static inline void exchange_atoms(struct object *old, struct object *new)
{
    struct object *list = list_pack(1, old);
    intptr_t olds = refcount(old) - 1, news = refcount(new);

    STEP("list is [%s]; exchange(list, 0, %s)", object_type_name(old), object_type_name(new));
    struct object *got = exchange(list, 0, new);
    REQUIRE("exchange gives the old one", got == old);
    const char *owners = "Atoms are counted as all objects are: what exchange returns is one "
                         "reference, and what the list holds is one.";
    BECAUSE(owners);
    EXPECT("references to the old one that exchange gave", refcount(old) - olds, 1);
    BECAUSE(owners);
    EXPECT("references to the new one that the list has", refcount(new) - news, 1);
    STOP_IF(refcount(new) <= news || refcount(old) <= olds);
    decref(list);
    decref(got);
    decref(old);
    decref(new);
}

static inline void exchange_outside(int size, intptr_t index)
{
    struct object *item = actor_new(check_word(), actor_says_it_goes), *list = list_new(0);
    const char *name = object_type_name(item);

    for (int i = 0; i < size; i++)
        list_append(list, none());
    STEP("exchange(list, %td, %s), for a list of %d", index, name, size);
    struct object *got = exchange(list, index, item);
    BECAUSE("list_set steals the reference also where it fails, and that one was the caller's.");
    REQUIRE(check_text("%s is still alive", name), *check_events() == '\0');
    const char *nothing =
        "There is nothing at that place: list_get gives NULL, with an IndexError. "
        "So does exchange, and the error stays for its caller.";
    BECAUSE(nothing);
    REQUIRE("exchange gives NULL", got == NULL);
    BECAUSE(nothing);
    EXPECT("an IndexError is pending", error_occurred() == ERROR_INDEX, true);
    SIDES("There is no place for the new item, so nobody gets a reference to it.", NULL);
    EXPECT(check_text("references to %s", name), refcount(item), 1);
    BECAUSE("The list stays as it is.");
    EXPECT("length of the list", list_size(list), size);
    ANSWERED("exchange", got != NULL);
    decref(list);
    decref(item);
    check_events();
}

/* Whether what was lent is as it was: our reference to @key, and those of @dicts to it. */
static inline void only_lent(struct object *key, int dicts)
{
    SIDES("The key was only lent: looking for it needs no reference.",
          "The key was only lent, and is nobody's to release.");
    EXPECT("references to the key", refcount(key), 1 + dicts);
    STOP_IF(refcount(key) != 1 + dicts);
}

/* Takes over @value. */
static inline void looks_up(struct object *value)
{
    struct object *fallback = actor_new(check_word(), actor_says_it_goes), *dict = dict_new();
    struct object *key = str_new(check_word());

    dict_set(dict, key, value);
    intptr_t before = refcount(value);
    STEP("lookup({'%s': %s}, '%s', %s)", str_text(key), object_type_name(value), str_text(key),
         object_type_name(fallback));
    struct object *got = lookup(dict, key, fallback);
    BECAUSE("The fallback was only lent, and is nobody's to release.");
    REQUIRE("the fallback is still alive", *check_events() == '\0');
    BECAUSE("The key is there, so its value is what lookup gives, whatever it is.");
    REQUIRE("lookup gives the value", got == value);
    SIDES(
        "lookup returns one reference, and makes one.",
        "dict_get only lends the value, whatever it is: what lookup returns has to be a reference "
        "of its own.");
    EXPECT("references to the value that lookup made", refcount(value) - before, 1);
    SIDES("The fallback is not returned, so nobody gets a reference to it.", NULL);
    EXPECT("references to the fallback", refcount(fallback), 1);
    only_lent(key, 1);
    STOP_IF(refcount(value) <= before);
    decref(got);
    decref(dict);
    decref(value);
    decref(key);
    decref(fallback);
    check_events();
}

/* Two dicts that have the same key. */
static inline void looks_up_in_two(void)
{
    struct object *dicts[] = {dict_new(), dict_new()}, *key = str_new(check_word());
    struct object *values[] = {str_new(check_word()), str_new(check_word())};

    for (int i = 0; i < 2; i++)
        dict_set(dicts[i], key, values[i]);
    for (int i = 0; i < 4; i++) {
        STEP("lookup in %s dict, which has '%s': '%s'", i % 2 == 0 ? "one" : "another",
             str_text(key), str_text(values[i % 2]));
        struct object *got = lookup(dicts[i % 2], key, none());
        REQUIRE("lookup gives a str", got != NULL && got->type == &str_type);
        BECAUSE("Each dict has a value of its own: keep nothing from one call to the next.");
        EXPECT("lookup gives", str_text(got), str_text(values[i % 2]));
        decref(got);
    }
    for (int i = 0; i < 2; i++)
        decref(dicts[i]), decref(values[i]);
    decref(key);
}

/* Takes over @fallback. */
static inline void falls_back(struct object *fallback)
{
    struct object *dict = dict_new(), *unhashable = list_new(0), *key = str_new(check_word());
    const char *name = object_type_name(fallback);
    intptr_t before = refcount(fallback);

    STEP("lookup({}, [], %s)", name);
    struct object *got = lookup(dict, unhashable, fallback);
    const char *failed = "A list is no key: dict_get gives NULL, with a TypeError. That is a "
                         "failure: so does lookup, and the error stays for its caller.";
    BECAUSE(failed);
    EXPECT("error", error_message(), "TypeError: unhashable type: 'list'");
    BECAUSE(failed);
    REQUIRE("lookup gives NULL", got == NULL);
    BECAUSE("The fallback was only lent, and is nobody's to release.");
    REQUIRE("the fallback is still there", refcount(fallback) >= before);
    BECAUSE("The fallback is not returned, so nobody gets a reference to it.");
    EXPECT("references to the fallback that lookup made", refcount(fallback) - before, 0);
    only_lent(unhashable, 0);
    error_clear();
    STEP("lookup({}, '%s', %s)", str_text(key), name);
    got = lookup(dict, key, fallback);
    BECAUSE("The key is not there, so the fallback is what lookup gives.");
    REQUIRE("lookup gives the fallback", got == fallback);
    SIDES(
        "lookup returns one reference, and makes one.",
        "The fallback was only lent, whatever it is: what lookup returns has to be a reference of "
        "its own.");
    EXPECT("references to the fallback that lookup made", refcount(fallback) - before, 1);
    BECAUSE("lookup only looks: the dict stays as it is.");
    EXPECT("length of the dict", dict_size(dict), 0);
    only_lent(key, 0);
    STOP_IF(refcount(fallback) <= before);
    decref(got);
    decref(dict);
    decref(unhashable);
    decref(key);
    decref(fallback);
    check_events();
}

#endif
