/* Checks of 1b: counts, the order of events, and a day without memory. */
#include "exercises/01_refcounting/1b_slot.h"

#include "common/types/atoms.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"
#include "exercises/mischief.h"
#include "exercises/owner.h"

static struct object *watched; /* the slot that looks_into_the_slot looks into */

static const char *name_of(struct object *obj)
{
    return obj == NULL ? "nothing" : object_type_name(obj);
}

static void looks_into_the_slot(struct object *self)
{
    check_event("%s goes, the slot holds %s", name_of(self), name_of(slot_get(watched)));
}

CHECK(lives_and_dies, .title = "a slot owns its item, as long as it lives", .points = 1,
      .usually =
          "slot_new has to make a reference of its own, unless the item is NULL. slot_dealloc has "
          "to give it back, and then the memory of the slot.",
      .see = "01-containers-own")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);

    STEP("slot = slot_new(%s)", name);
    struct object *slot = slot_new(item);
    REQUIRE("slot_new gives a slot", slot != NULL && slot->type == &slot_type);
    EXPECT("references to the slot", refcount(slot), 1);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    STEP("decref(%s), so that the slot is its only owner", name);
    decref(item);
    EXPECT("events", check_events(), "");
    STEP("decref(slot)");
    decref(slot);
    EXPECT("events", check_events(), check_text("%s goes", name));
    STEP("slot = slot_new(NULL); decref(slot)");
    decref(slot_new(NULL));
}

CHECK(get_borrows, .title = "slot_get lends what the slot holds", .points = 1,
      .after = "lives_and_dies",
      .usually =
          "slot_get returns a borrowed reference: the same object, and no new reference to it.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_new(item), *empty = slot_new(NULL);

    STEP("slot = slot_new(%s); slot_get(slot)", name);
    EXPECT("slot_get gives", name_of(slot_get(slot)), name);
    EXPECT(check_text("references to %s", name), refcount(item), 2);
    STEP("slot_get of an empty slot");
    EXPECT("slot_get gives", name_of(slot_get(empty)), "nothing");
    decref(empty);
    decref(slot);
    decref(item);
}

CHECK(set_counts, .title = "slot_set makes one reference and releases one", .points = 2,
      .after = "get_borrows",
      .usually =
          "slot_set has to make a reference to the new item (unless it is NULL) and to release "
          "the old one (unless the slot was empty). The slot is its owner, not the caller.",
      .see = "01-new-borrowed-stolen")
{
    struct object *items[4] = {NULL}; /* the first stays NULL: an empty slot */
    struct object *slot = slot_new(NULL);

    for (int i = 1; i < 4; i++)
        items[i] = actor_new(check_word(), actor_says_it_goes);
    for (int round = 0; round < 12; round++) {
        int held = check_random(4);
        STEP("slot_set(slot, %s)", held == 0 ? "NULL" : name_of(items[held]));
        slot_set(slot, items[held]);
        DRAW(slot);
        EXPECT("the slot holds", name_of(slot_get(slot)), name_of(items[held]));
        for (int i = 1; i < 4; i++)
            EXPECT(check_text("references to %s", name_of(items[i])), refcount(items[i]),
                   i == held ? 2 : 1);
        REQUIRE("the slot has a reference of its own", held == 0 || refcount(items[held]) > 1);
    }
    decref(slot);
    for (int i = 1; i < 4; i++)
        decref(items[i]);
}

CHECK(set_same_again, .title = "a slot can be set to what it holds", .points = 1,
      .after = "set_counts",
      .usually =
          "When the slot is the only owner, releasing the old item first frees the very object "
          "that is to be stored. Make the new reference before you release anything.",
      .see = "01-store-first")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_new(item);

    decref(item);
    STEP("slot holds %s and is its only owner", name);
    STEP("slot_set(slot, slot_get(slot))");
    slot_set(slot, slot_get(slot));
    REQUIRE(check_text("%s is still alive", name), *check_events() == '\0');
    EXPECT(check_text("references to %s", name), refcount(slot_get(slot)), 1);
    decref(slot);
}

/* A slot whose item does mischief with it when it goes; the slot is its only owner. */
static struct object *slot_with_mischief(const char *name, enum mischief what)
{
    struct object *item = mischief_new(name, what), *slot = slot_new(item);

    decref(item);
    victim_is(slot, slot_set);
    return slot;
}

/* Whoever runs during the release may change the very slot, and that stays done. */
static void others_change_the_slot(void)
{
    const char *old = check_word(), *name = check_word();
    struct object *new = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_with_mischief(old, MISCHIEF_REFILLS);

    STEP("slot_set(slot, %s), and %s, which goes, sets it to another", name, old);
    slot_set(slot, new);
    EXPECT("events", check_events(), check_text("%s goes and refills it", old));
    BECAUSE("slot_set wrote to the slot after the release: whoever ran during it had set it anew.");
    EXPECT("the slot holds", name_of(slot_get(slot)), MISCHIEF_NAME);
    EXPECT(check_text("references to %s", name), refcount(new), 1);
    decref(slot);
    EXPECT("events while the slot goes", check_events(), MISCHIEF_NAME " goes");
    slot = slot_with_mischief(old, MISCHIEF_EMPTIES);
    STEP("slot_set(slot, %s), and %s, which goes, empties it", name, old);
    slot_set(slot, new);
    EXPECT("events", check_events(), check_text("%s goes and empties it", old));
    BECAUSE("slot_set wrote to the slot after the release: whoever ran during it had emptied it.");
    EXPECT("the slot holds", name_of(slot_get(slot)), "nothing");
    decref(slot);
    slot_with_mischief(old, MISCHIEF_DROPS);
    victim_lends();
    STEP("slot_set(slot, %s), and %s, which goes, drops the last reference to the slot", name, old);
    slot_set(mischief.victim, new);
    EXPECT("events", check_events(), check_text("%s goes and drops it", old));
    EXPECT(check_text("references to %s", name), refcount(new), 1);
    decref(new);
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
    REQUIRE("the new content was seen", strstr(events, check_text("holds %s", new_name)) != NULL);
    decref(new);
    STEP("slot_set(slot, NULL)");
    slot_set(watched, NULL);
    EXPECT("events", check_events(), check_text("%s goes, the slot holds nothing", new_name));
    decref(watched);
    others_change_the_slot();
}

CHECK(take_hands_over, .title = "slot_take hands its reference over", .points = 1,
      .after = "get_borrows",
      .usually = "The reference that the slot had becomes the caller's: none is made, none is "
                 "released, and the slot is empty afterwards.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *slot = slot_new(item);

    decref(item);
    STEP("slot holds %s and is its only owner", name);
    STEP("slot_take(slot)");
    struct object *taken = slot_take(slot);
    REQUIRE(check_text("slot_take gives %s, alive", name),
            taken == item && *check_events() == '\0');
    EXPECT(check_text("references to %s", name), refcount(taken), 1);
    REQUIRE("the slot is empty", slot_get(slot) == NULL);
    STEP("slot_take(slot), a second time");
    EXPECT("slot_take gives", name_of(slot_take(slot)), "nothing");
    decref(slot);
    EXPECT("events while the slot goes", check_events(), "");
    decref(taken);
}

CHECK(swap_exchanges, .title = "slot_swap exchanges, and releases nothing", .points = 1,
      .after = "get_borrows",
      .usually = "A swap makes no reference and releases none. Two slot_set in a row release the "
                 "first item on the "
                 "way, and what slot_get lent is gone by then. And a and b may be one slot.",
      .see = "01-new-borrowed-stolen")
{
    struct object *one = actor_new(check_word(), actor_says_it_goes);
    struct object *two = check_flip() ? actor_new(check_word(), actor_says_it_goes) : NULL;
    const char *left = name_of(one), *right = name_of(two);
    struct object *a = slot_new(one), *b = slot_new(two);

    decref(one);
    xdecref(two);
    STEP("a holds %s, b holds %s, and they are the only owners", left, right);
    STEP("slot_swap(a, b)");
    slot_swap(a, b);
    REQUIRE("nothing was released", *check_events() == '\0');
    EXPECT("a holds", name_of(slot_get(a)), right);
    EXPECT("b holds", name_of(slot_get(b)), left);
    STEP("slot_swap(b, b)");
    slot_swap(b, b);
    REQUIRE("nothing was released", *check_events() == '\0');
    REQUIRE(check_text("b still holds %s", left), slot_get(b) == one);
    EXPECT(check_text("references to %s", left), refcount(one), 1);
    decref(a);
    decref(b);
}

/* Writes down what a traversal visits. */
static void note_visit(struct object *referent, void *unused)
{
    (void)unused;
    check_event("visit %s", referent == NULL ? "NULL" : name_of(referent));
}

static struct object *slot_of(struct object *const *items)
{
    return slot_new(items[0]);
}

CHECK(known_to_the_collector, .title = "traverse shows what the slot owns, clear lets it go",
      .points = 1, .after = "get_borrows",
      .usually =
          "traverse visits the item once, and nothing when the slot is empty. clear empties the "
          "slot first and releases last, as slot_set does. slot_new tracks the finished slot.",
      .see = "01-store-first")
{
    const char *name = check_word();
    struct object *item = actor_new(name, looks_into_the_slot);

    STEP("slot = slot_new(%s)", name);
    watched = slot_new(item);
    EXPECT("the slot is tracked", gc_is_tracked(watched), true);
    STEP("traverse a slot that holds %s", name);
    object_traverse(watched, note_visit, NULL);
    EXPECT("visits", check_events(), check_text("visit %s", name));
    decref(item);
    STEP("clear the slot, which is the only owner of %s", name);
    slot_type.clear(watched);
    EXPECT("events", check_events(), check_text("%s goes, the slot holds nothing", name));
    REQUIRE("the slot is empty", slot_get(watched) == NULL);
    STEP("traverse and clear the empty slot");
    object_traverse(watched, note_visit, NULL);
    slot_type.clear(watched);
    EXPECT("visits", check_events(), "");
    decref(watched);
    static const struct owner slot = {"slot", {"its item"}, slot_of, 0};
    owner_is_checked(&slot);
}

CHECK(no_memory, .title = "without memory nothing changes", .points = 1, .after = "lives_and_dies",
      .usually =
          "Ask for the memory first, and return NULL when there is none, before anything else is "
          "done. A reference made earlier than that would have to be released again.",
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
