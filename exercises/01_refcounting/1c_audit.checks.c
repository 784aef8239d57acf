/* Checks of 1c: each function on the day that brings its mistake out, then on the other days. */
#include "exercises/01_refcounting/1c_audit.h"

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/01_refcounting/actor.h"
#include "exercises/check.h"

/* A list of strs, shown to the reader of a failure. */
static struct object *words_new(int count)
{
    struct object *words = list_new(0);

    for (int i = 0; i < count; i++) {
        struct object *word = str_new(check_word());
        list_append(words, word);
        decref(word);
    }
    return words;
}

CHECK(numbered_without_memory, .title = "numbered leaves nothing behind when memory runs out",
      .points = 2,
      .usually = "On the way out with NULL, whatever the function owns at that point has to be "
                 "released: the list that it began, and the pair that it could not append.",
      .see = "01-new-borrowed-stolen")
{
    struct object *words = words_new(check_between(2, 4)), *got = NULL;
    struct object *word = newref(list_get(words, 0));
    int first = check_between(1000, 9000); /* no small ints: each is made for us */

    for (size_t nth = 1; got == NULL && nth < 100 && refcount(word) >= 2; nth++) {
        STEP("numbered(%td words, %d), with no memory for request number %zu", list_size(words),
             first, nth);
        gc_collect(GC_OLDEST); /* empties the free lists: each round asks for the same memory */
        memory_fail_at(nth);
        got = numbered(words, first);
        memory_fail_at(0);
        ANSWERED("numbered", got != NULL);
    }
    REQUIRE("the words, which list_get lent, are still the list's", refcount(word) >= 2);
    REQUIRE("numbered gives a list when there is memory again", got != NULL);
    EXPECT("number of pairs", list_size(got), list_size(words));
    decref(got);
    decref(words);
    decref(word);
}

CHECK(numbered_pairs, .title = "numbered owns nothing but its list", .points = 1,
      .after = "numbered_without_memory",
      .usually =
          "The list owns its pairs, and each pair owns its number and its word: one reference "
          "each. tuple_pack and list_append make their own.",
      .see = "01-new-borrowed-stolen")
{
    struct object *words = words_new(check_between(2, 6));
    int first = check_between(1000, 9000);

    STEP("numbered(%td words, %d)", list_size(words), first);
    struct object *got = numbered(words, first);
    REQUIRE("numbered gives a list", got != NULL);
    EXPECT("references to the list", refcount(got), 1);
    for (intptr_t i = 0; i < list_size(words); i++) {
        struct object *pair = list_get(got, i);
        REQUIRE("there is a pair for each word", pair != NULL && refcount(pair) > 0);
        EXPECT("references to a pair", refcount(pair), 1);
        REQUIRE("a pair is (number, word)",
                tuple_get(pair, 0)->type == &int_type && tuple_get(pair, 1)->type == &str_type);
        EXPECT("its number", int_value(tuple_get(pair, 0)), first + i);
        EXPECT("references to its number", refcount(tuple_get(pair, 0)), 1);
        EXPECT("its word", str_text(tuple_get(pair, 1)), str_text(list_get(words, i)));
        EXPECT("references to its word", refcount(tuple_get(pair, 1)), 2);
    }
    decref(got);
    decref(words);
}

CHECK(exchange_last_owner, .title = "what exchange returns is alive, though the list let it go",
      .points = 2,
      .usually =
          "list_get only lends. When the list is the last owner, list_set frees the old "
          "element before exchange has a reference to it. And list_set steals the new one: give it "
          "a reference that you can spare.",
      .see = "01-new-borrowed-stolen")
{
    const char *old_name = check_word(), *new_name = check_word();
    struct object *old = actor_new(old_name, actor_says_it_goes);
    struct object *new = actor_new(new_name, actor_says_it_goes);
    struct object *list = list_pack(1, old);

    decref(old);
    STEP("list = [%s], and the list is its only owner", old_name);
    STEP("exchange(list, 0, %s)", new_name);
    struct object *got = exchange(list, 0, new);
    REQUIRE(check_text("%s is still alive", old_name), *check_events() == '\0');
    REQUIRE(check_text("exchange gives %s", old_name), got == old);
    EXPECT(check_text("references to %s", old_name), refcount(got), 1);
    EXPECT(check_text("references to %s", new_name), refcount(new), 2);
    REQUIRE("the list has one of its own", refcount(new) > 1);
    EXPECT("the list holds", object_type_name(list_get(list, 0)), new_name);
    decref(got);
    decref(list);
    decref(new);
}

CHECK(exchange_out_of_range, .title = "exchange with a bad index changes nothing", .points = 1,
      .after = "exchange_last_owner",
      .usually =
          "list_get returns NULL for a bad index: there is nothing to return, nothing to count, "
          "and nobody takes a reference to the new item.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *item = actor_new(name, actor_says_it_goes);
    struct object *list = words_new(check_between(1, 5));
    intptr_t index = list_size(list) + check_random(3);

    STEP("exchange(list, %td, %s), for a list of %td", index, name, list_size(list));
    struct object *got = exchange(list, index, item);
    EXPECT("exchange gives an object", got != NULL, false);
    EXPECT("the error is an IndexError", error_occurred() == ERROR_INDEX, true);
    EXPECT(check_text("references to %s", name), refcount(item), 1);
    ANSWERED("exchange", got != NULL);
    decref(list);
    decref(item);
}

CHECK(squares_own_their_numbers, .title = "the list of squares owns its numbers", .points = 1,
      .usually =
          "list_set steals: the reference that you give it is the list's from then on, and is "
          "not yours to release. Small ints survive that, others do not.",
      .see = "01-new-borrowed-stolen")
{
    int n = check_between(3, 16), i = check_random(n); /* up to 15 * 15: shared ints */
    struct object *small = int_new(i * i);
    intptr_t before = refcount(small);

    STEP("squares(%d)", n);
    struct object *got = squares(n);
    REQUIRE("squares gives a list", got != NULL);
    EXPECT(check_text("references that %d has gained", i * i), refcount(small) - before, 1);
    REQUIRE("the list owns its small numbers", refcount(small) > before);
    decref(got);
    n = check_between(20, 40);
    STEP("squares(%d)", n);
    got = squares(n);
    REQUIRE("squares gives a list", got != NULL);
    EXPECT("the last number", int_value(list_get(got, n - 1)), (n - 1) * (n - 1));
    EXPECT("references to it", refcount(list_get(got, n - 1)), 1);
    decref(got);
    decref(small);
}

CHECK(squares_without_memory, .title = "squares leaves nothing behind when memory runs out",
      .points = 1, .after = "squares_own_their_numbers",
      .usually =
          "The list that was begun has to be released on the way out, once. Its empty places "
          "are no trouble.",
      .see = "01-new-borrowed-stolen")
{
    struct object *got = NULL;
    int n = check_between(18, 22); /* from 17 * 17 on, each number is made for us */

    for (size_t nth = 1; got == NULL && nth < 100; nth++) {
        STEP("squares(%d), with no memory for request number %zu", n, nth);
        gc_collect(GC_OLDEST); /* empties the free lists: each round asks for the same memory */
        memory_fail_at(nth);
        got = squares(n);
        memory_fail_at(0);
        ANSWERED("squares", got != NULL);
    }
    REQUIRE("squares gives a list when there is memory again", got != NULL);
    EXPECT("its length", list_size(got), n);
    decref(got);
}

CHECK(lookup_found, .title = "the value that lookup finds belongs to its caller", .points = 1,
      .usually =
          "dict_get only lends the value. lookup promises a new reference, so it has to make "
          "one.",
      .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *value = actor_new(name, actor_says_it_goes), *key = str_new(check_word());
    struct object *fallback = actor_new(check_word(), actor_says_it_goes), *dict = dict_new();

    dict_set(dict, key, value);
    STEP("lookup({'%s': %s}, '%s', %s)", str_text(key), name, str_text(key),
         object_type_name(fallback));
    struct object *got = lookup(dict, key, fallback);
    REQUIRE(check_text("lookup gives %s", name), got == value);
    EXPECT(check_text("references to %s", name), refcount(value), 3);
    EXPECT("references to the fallback", refcount(fallback), 1);
    REQUIRE("there is one for the caller", refcount(value) > 2);
    decref(got);
    decref(dict);
    decref(value);
    decref(key);
    decref(fallback);
}

CHECK(
    lookup_fallback, .title = "the fallback that lookup returns belongs to its caller", .points = 1,
    .usually = "Whichever way lookup ends, what it returns is a new reference: one made for the "
               "caller, who still owns the fallback that was passed in. An error returns nothing.",
    .see = "01-new-borrowed-stolen")
{
    const char *name = check_word();
    struct object *fallback = actor_new(name, actor_says_it_goes), *key = str_new(check_word());
    struct object *dict = dict_new(), *unhashable = list_new(0);

    STEP("lookup({}, [], %s)", name);
    struct object *got = lookup(dict, unhashable, fallback);
    EXPECT("error", error_message(), "TypeError: unhashable type: 'list'");
    EXPECT(check_text("references to %s", name), refcount(fallback), 1);
    REQUIRE("lookup gives nothing", got == NULL);
    error_clear();
    STEP("lookup({}, '%s', %s)", str_text(key), name);
    got = lookup(dict, key, fallback);
    REQUIRE(check_text("lookup gives %s", name), got == fallback);
    EXPECT(check_text("references to %s", name), refcount(fallback), 2);
    REQUIRE("there is one for the caller", refcount(fallback) > 1);
    decref(got);
    decref(dict);
    decref(unhashable);
    decref(key);
    decref(fallback);
}
