/* Checks of 1c: each function on the day that brings its mistake out, then on the other days.
 *
 * Each sentence of the contract:
 *   numbered: pairs (number, word)             numbered_pairs: shared ints, fresh, huge; no words
 *     a new reference, owners add up           numbered_pairs, of ints that are shared, too
 *     without memory NULL, and nothing left    numbered_without_memory
 *   exchange: puts, returns what was there     exchange_last_owner: any place, the same item, atoms
 *     its own reference, a new one             exchange_last_owner
 *     IndexError, nothing has changed          exchange_out_of_range: too large, below zero, empty
 *   squares: [i * i for i in range(n)]         squares_own_their_numbers: 0, shared, fresh, huge
 *     without memory NULL, and nothing left    squares_without_memory
 *   lookup: the value, or the fallback         lookup_found (None, too), lookup_fallback
 *     a new reference, either way              both, of atoms as well
 *     TypeError, the key is unhashable         lookup_fallback
 *   an error that is pending stays             numbered_pairs, exchange_last_owner, squares_own_...
 *   arguments are what they should be          cannot be seen: it is a promise to you
 */
#include "exercises/01_refcounting/1c_audit.h"

#include "common/collector/gc.h"
#include "exercises/01_refcounting/audit_hands.h"
#include "exercises/01_refcounting/audit_numbers.h"

CHECK(numbered_without_memory, .title = "numbered leaves nothing behind when memory runs out",
      .points = 2,
      .leaked = "Whatever numbered owns and does not hand out has to be released, on each way out, "
                "with NULL or without: the list that it began, a number, a pair.",
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
    BECAUSE("A word was released that list_get had only lent.");
    REQUIRE("the words are still the list's", refcount(word) >= 2);
    REQUIRE("numbered gives a list when there is memory again", got != NULL);
    EXPECT("number of pairs", list_size(got), list_size(words));
    decref(got);
    decref(words);
    decref(word);
}

CHECK(numbered_pairs, .title = "numbered owns nothing but its list", .points = 1,
      .after = "numbered_without_memory", .see = "01-new-borrowed-stolen")
{
    numbered_from(check_between(1, 6), check_between(1000, 9000));
    numbered_from(check_between(1, 6), check_between(-5, 200));
    numbered_from(check_between(1, 6), 5000000000 + check_random(1000));
    numbered_from(0, check_between(0, 9000));
    error_waits("numbered");
    numbered_from(check_between(1, 6), check_between(1000, 9000));
    error_is_still();
}

CHECK(exchange_last_owner, .title = "what exchange returns outlives its place in the list",
      .points = 2, .see = "01-new-borrowed-stolen")
{
    exchange_in(1);
    exchange_in(check_between(2, 5));
    exchange_same();
    exchange_atoms(str_new(check_word()), int_new(check_random(100)));
    error_waits("exchange");
    exchange_in(check_between(2, 5));
    error_is_still();
}

CHECK(exchange_out_of_range, .title = "exchange with a bad index changes nothing", .points = 1,
      .after = "exchange_last_owner", .see = "01-new-borrowed-stolen")
{
    int size = check_between(1, 5);

    exchange_outside(size, size);
    exchange_outside(size, size + check_between(1, 3));
    exchange_outside(size, -1);
    exchange_outside(size, (intptr_t)1 << 32); /* of which an int keeps 0 */
    exchange_outside(0, 0);
}

CHECK(squares_own_their_numbers, .title = "the list of squares owns its numbers", .points = 1,
      .too_few = "list_set steals: the reference that you give it is the list's from then on, and "
                 "is not yours to release.",
      .too_many =
          "list_set steals: it makes no reference, so the one that int_new made is the only "
          "one that there has to be.",
      .see = "01-new-borrowed-stolen")
{
    int n = check_between(20, 40); /* up to 16 * 16 they are shared, from 17 * 17 on they are not */

    squares_up_to(n);
    squares_up_to(0);
    squares_up_to(1);
    error_waits("squares");
    squares_up_to(n);
    error_is_still();
    huge_squares();
}

CHECK(squares_without_memory, .title = "squares leaves nothing behind when memory runs out",
      .points = 1, .after = "squares_own_their_numbers",
      .leaked = "The list that was begun has to be released on the way out. Its empty places are "
                "no trouble.",
      .crashed = "The list that was begun has to be released on the way out, once, and not be used "
                 "any more.",
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
      .see = "01-new-borrowed-stolen")
{
    looks_up(actor_new(check_word(), actor_says_it_goes));
    looks_up(str_new(check_word()));
    looks_up(int_new(check_random(100)));
    looks_up(newref(none()));
    looks_up_in_two();
}

CHECK(lookup_fallback, .title = "the fallback that lookup returns is its caller's", .points = 1,
      .see = "01-new-borrowed-stolen")
{
    falls_back(actor_new(check_word(), actor_says_it_goes));
    falls_back(str_new(check_word()));
    falls_back(int_new(check_random(100)));
    falls_back(newref(none()));
}
