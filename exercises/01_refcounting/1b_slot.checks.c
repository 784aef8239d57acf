/* Checks of 1b: counts, the order of events, and a day without memory.
 *
 * Each sentence of the contract:
 *   a slot owns what it holds: one reference     lives_and_dies, set_counts (of every kind)
 *   who looks during a release finds the new     set_stores_first; of clear: known_to_the_collector
 *   a pending error stays                        take_hands_over, swap_exchanges
 *   slot_new: a new reference, holds, tracked    lives_and_dies, known_to_the_collector
 *   without memory NULL, and no count changed    no_memory
 *   slot_get: borrowed, NULL when empty          get_borrows
 *   slot_set: makes one, releases one            set_counts: from each content to each other
 *   it may be the very object                    set_same_again
 *   slot_take: the slot's reference, empty then  take_hands_over
 *   slot_swap: exchanges, releases nothing       swap_exchanges
 *   a and b may be the same slot                 swap_exchanges
 *   traverse, clear, dealloc (in 1b_slot.c)      known_to_the_collector, lives_and_dies
 *   callers pass slots                           cannot be seen: it is a promise to you
 */
#include "exercises/01_refcounting/1b_slot.h"

#include "exercises/01_refcounting/slots.h"
#include "exercises/check.h"
#include "exercises/owner.h"

CHECK(lives_and_dies, .title = "a slot owns its item, as long as it lives", .points = 1,
      .too_few = "slot_new stored the pointer, and made no reference for it.",
      .too_many = "slot_new makes one reference to its item, and is given one to the slot: the one "
                  "that object_alloc() made.",
      .leaked = "slot_dealloc gives back what the slot holds, and then the slot's own memory, with "
                "object_free().",
      .see = "01-containers-own")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);

    STEP("slot = slot_new(%s)", name);
    struct object *slot = slot_new(item);
    BECAUSE("slot_new gives the object that object_alloc(&slot_type, 0) gave.");
    REQUIRE("slot_new gives a slot", slot != NULL && slot->type == &slot_type);
    EXPECT("references to the slot", refcount(slot), 1);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    STOP_IF(refcount(item) < 2);
    STEP("decref(%s), so that the slot is its only owner", name);
    decref(item);
    EXPECT("events", check_events(), "");
    STEP("decref(slot)");
    decref(slot);
    BECAUSE("The slot was the last owner of its item. slot_dealloc releases it, once.");
    EXPECT("events", check_events(), check_text("%s goes", name));
    STEP("slot = slot_new(NULL)");
    slot = slot_new(NULL);
    STEP("decref(slot)");
    decref(slot);
}

CHECK(get_borrows, .title = "slot_get lends what the slot holds", .points = 1,
      .after = "lives_and_dies", .too_many = "slot_get lends: it makes no reference.",
      .too_few = "slot_get takes nothing away: the slot keeps its reference.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_new(item), *empty = slot_new(NULL);

    STEP("slot = slot_new(%s); slot_get(slot)", name);
    BECAUSE("What slot_new stored is what slot_get gives.");
    EXPECT("slot_get gives", name_of(slot_get(slot)), name);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    STEP("slot_get of an empty slot");
    BECAUSE("Nothing is NULL here; None would be an object.");
    EXPECT("slot_get gives", name_of(slot_get(empty)), "nothing");
    decref(empty);
    decref(slot);
    decref(item);
}

CHECK(set_counts, .title = "slot_set makes one reference and releases one", .points = 2,
      .after = "get_borrows",
      .too_few = "slot_set has to make a reference to the new item: the slot is an owner of its "
                 "own, whatever the item is.",
      .too_many = "slot_set has to release what the slot held before, and to make one reference to "
                  "the new item, no more.",
      .crashed = "The slot may be empty before slot_set, and it may be empty afterwards.",
      .see = "01-new-borrowed-stolen")
{
    struct object *contents[CONTENTS], *slot = slot_new(NULL);
    bool tracked = gc_is_tracked(slot);
    intptr_t before[CONTENTS];
    int steps[STEPS];

    make_contents(contents);
    order_steps(steps);
    for (int i = 1; i < CONTENTS; i++)
        before[i] = refcount(contents[i]);
    for (int step = 0; step < STEPS; step++) {
        int held = steps[step];
        STEP("slot_set(slot, %s)", held == 0 ? "NULL" : name_of(contents[held]));
        slot_set(slot, contents[held]);
        DRAW(slot);
        BECAUSE("What was stored last is what slot_get gives; NULL empties the slot.");
        EXPECT("the slot holds", name_of(slot_get(slot)), name_of(contents[held]));
        stays_tracked(slot, tracked);
        for (int i = 1; i < CONTENTS; i++)
            EXPECT(check_text("references to %s", name_of(contents[i])),
                   1 + refcount(contents[i]) - before[i], i == held ? 2 : 1);
        STOP_IF(held > 0 && refcount(contents[held]) == before[held]);
    }
    decref(slot);
    keeps_them_apart(contents[1], contents[2]);
    for (int i = 1; i < CONTENTS; i++)
        decref(contents[i]);
}

CHECK(set_same_again, .title = "a slot can be set to what it holds", .points = 1,
      .after = "set_counts", .see = "01-store-first")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_new(item);

    decref(item);
    STEP("slot holds %s and is its only owner", name);
    STEP("slot_set(slot, slot_get(slot))");
    slot_set(slot, slot_get(slot));
    BECAUSE("When the slot is the only owner, releasing the old item first frees the very object "
            "that is to be stored. Make the new reference before you release anything.");
    REQUIRE(check_text("%s is still alive", name), *check_events() == '\0');
    EXPECT(check_text("references to %s", name), refcount(slot_get(slot)), 1);
    decref(slot);
}

CHECK(set_stores_first, .title = "who dies in slot_set sees the new content", .points = 1,
      .after = "set_same_again",
      .usually =
          "slot_set released the old item while the slot still held it, or held nothing yet. "
          "Store first, release last.",
      .crashed = "The slot may be gone when the release of its old item is over: nothing of it can "
                 "be touched any more.",
      .see = "01-store-first")
{
    const char *old_name = check_word(), *new_name = check_word();
    struct object *old = actor_new(old_name, looks_into_the_slot);
    struct object *new = actor_new(new_name, looks_into_the_slot);

    watched = slot_new(old);
    decref(old);
    STEP("slot holds %s and is its only owner", old_name);
    STEP("slot_set(slot, %s)", new_name);
    slot_set(watched, new);
    const char *events = check_events();
    EXPECT("events", events, check_text("%s goes, the slot holds %s", old_name, new_name));
    STOP_IF(strstr(events, check_text("holds %s", new_name)) == NULL);
    decref(new);
    STEP("slot_set(slot, NULL)");
    slot_set(watched, NULL);
    EXPECT("events", check_events(), check_text("%s goes, the slot holds nothing", new_name));
    decref(watched);
    others_change_the_slot();
}

CHECK(take_hands_over, .title = "slot_take hands its reference over", .points = 1,
      .after = "get_borrows",
      .too_many = "The reference that the slot had becomes the caller's: slot_take makes none.",
      .too_few = "The reference that the slot had becomes the caller's: slot_take releases none.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_new(item);

    decref(item);
    bool tracked = gc_is_tracked(slot);
    STEP("slot holds %s and is its only owner", name);
    STEP("slot_take(slot)");
    struct object *taken = slot_take(slot);
    BECAUSE("slot_take released what it takes out. The reference that the slot had is the "
            "caller's now.");
    REQUIRE(check_text("%s is still alive", name), *check_events() == '\0');
    BECAUSE("slot_take gives what the slot held.");
    REQUIRE(check_text("slot_take gives %s", name), taken == item);
    EXPECT(check_text("references to %s", name), refcount(taken), 1);
    BECAUSE("The slot still shows what it gave away: two owners, and one reference.");
    REQUIRE("the slot is empty", slot_get(slot) == NULL);
    stays_tracked(slot, tracked);
    STEP("slot_take(slot), a second time");
    BECAUSE("There is nothing to take any more, and nothing is NULL.");
    EXPECT("slot_take gives", name_of(slot_take(slot)), "nothing");
    decref(slot);
    EXPECT("events while the slot goes", check_events(), "");
    decref(taken);
}

CHECK(swap_exchanges, .title = "slot_swap exchanges, and releases nothing", .points = 1,
      .after = "take_hands_over",
      .usually = "What a held is b's now, and what b held is a's, also when one of them held "
                 "nothing.",
      .too_many = "A swap makes no reference: each item has an owner before and after.",
      .too_few = "A swap releases no reference: each item has an owner before and after.",
      .see = "01-new-borrowed-stolen")
{
    swap_two(talker(), talker());
    swap_two(talker(), NULL);
    swap_two(NULL, talker());
    swap_two(NULL, NULL);

    struct object *item = talker(), *slot = slot_new(item);
    decref(item);
    STEP("a holds %s and is its only owner; slot_swap(a, a)", name_of(item));
    slot_swap(slot, slot);
    BECAUSE("a and b may be the same slot: what was put into one of them is in the other, too.");
    EXPECT("a holds", name_of(slot_get(slot)), name_of(item));
    EXPECT("events", check_events(), "");
    if (slot_get(slot) == item)
        EXPECT(check_text("references to %s", name_of(item)), refcount(item), 1);
    decref(slot);
    errors_stay();
}

CHECK(known_to_the_collector, .title = "traverse shows what the slot owns, clear lets it go",
      .points = 1, .after = "set_counts", .see = "01-store-first")
{
    const char *name = check_word();
    struct object *item = actor_new(name, looks_into_the_slot);

    struct object *empty = slot_new(NULL);
    BECAUSE("slot_new tracks the finished slot, empty or not.");
    EXPECT("slot_new(NULL) is tracked", gc_is_tracked(empty), true);
    decref(empty);
    STEP("slot = slot_new(%s)", name);
    watched = slot_new(item);
    BECAUSE("slot_new tracks the finished slot.");
    EXPECT("the slot is tracked", gc_is_tracked(watched), true);
    STEP("traverse a slot that holds %s", name);
    shows(watched, check_text("visit %s", name));
    decref(item);
    error_waits(check_text("clear the slot, which is the only owner of %s", name));
    slot_type.clear(watched);
    error_is_still();
    const char *events = check_events();
    BECAUSE("clear empties the slot first and releases last, as slot_set does.");
    EXPECT("events", events, check_text("%s goes, the slot holds nothing", name));
    STOP_IF(strstr(events, "nothing") == NULL);
    BECAUSE("The slot still shows what it let go.");
    REQUIRE("the slot is empty", slot_get(watched) == NULL);
    stays_tracked(watched, true);
    STEP("traverse and clear the empty slot");
    slot_type.clear(watched);
    shows(watched, "");
    decref(watched);
    others_fill_it_meanwhile(name);
    static const struct owner slot = {.name = "slot", .fields = {"its item"}, .make = slot_of};
    owner_is_checked(&slot);
    closes_cycles();
}

CHECK(no_memory, .title = "without memory nothing changes", .points = 1, .after = "lives_and_dies",
      .too_many = "Ask for the memory first, and return NULL when there is none. A reference that "
                  "was made earlier than that has to be released again.",
      .too_few = "Where there was no memory, nobody had a reference to release.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes), *slot = NULL;

    for (size_t nth = 1; slot == NULL && nth < 100; nth++) {
        STEP("slot_new(%s), with no memory for request number %zu", name, nth);
        memory_fail_at(nth);
        slot = slot_new(item);
        memory_fail_at(0);
        ANSWERED("slot_new", slot != NULL);
    }
    REQUIRE("slot_new gives a slot when there is memory again", slot != NULL);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    decref(slot);
    decref(item);
}
