/* The days on which the checks of 1c call numbered and squares. */
#ifndef RECLAIM_EXERCISES_AUDIT_NUMBERS_H
#define RECLAIM_EXERCISES_AUDIT_NUMBERS_H

#include "common/types/atoms.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/01_refcounting/1c_audit.h"
#include "exercises/check.h"
#include "exercises/pending.h"

enum { MANY = 46400 }; /* whose square is more than an int holds */

/* A list of different strs. New reference. */
static inline struct object *words_new(int count)
{
    struct object *words = list_new(0);

    for (int i = 0; i < count; i++) {
        struct object *word = str_new(check_word());
        list_append(words, word);
        decref(word);
    }
    return words;
}

/* References to @number that the list made: all, but for @before of them when it is @known, an int
 * of the same value that was there before. Only shared ones are the very same. */
static inline intptr_t gained(struct object *number, struct object *known, intptr_t before)
{
    return refcount(number) - (number == known ? before : 0);
}

static inline void expect_gained(const char *label, struct object *number, struct object *known,
                                 intptr_t before)
{
    EXPECT(label, gained(number, known, before), 1);
}

/* Pair @i of @got; @known is an int of its number's value, of which there were @before references.
 */
static inline void is_pair(struct object *got, struct object *words, intptr_t i,
                           struct object *known, intptr_t before)
{
    struct object *pair = list_get(got, i), *word = list_get(words, i);

    REQUIRE("there is a pair for each word", pair != NULL && refcount(pair) > 0);
    SIDES("list_append makes the list's own reference: the one that tuple_pack gave is yours to "
          "release.",
          "list_append makes its own reference to the pair. Only yours is yours to release.");
    EXPECT("references to a pair", refcount(pair), 1);
    BECAUSE("A pair is (number, word), in this order.");
    REQUIRE("a pair has two", pair->type == &tuple_type && tuple_size(pair) == 2);
    BECAUSE("A pair is (number, word), in this order.");
    EXPECT("the pair is",
           check_text("(%s, %s)", object_type_name(tuple_get(pair, 0)),
                      object_type_name(tuple_get(pair, 1))),
           "(int, str)");
    STOP_IF(tuple_get(pair, 0)->type != &int_type);
    BECAUSE("The numbers go up by one, from the first on, also where they are more than an int "
            "holds.");
    EXPECT("its number", int_value(tuple_get(pair, 0)), int_value(known));
    SIDES("tuple_pack makes references of its own: the one that int_new gave is yours to release.",
          "tuple_pack makes its own reference to the number. Only yours is yours to release.");
    expect_gained("references that its number has by it", tuple_get(pair, 0), known, before);
    BECAUSE("The words stay in their order.");
    EXPECT("its word is the one at its place", tuple_get(pair, 1) == word, true);
    SIDES("The word is the list's, and the pair's: tuple_pack made that reference, and no other is "
          "needed.",
          "The word was only lent by list_get, and is nobody's to release.");
    EXPECT("references to its word", refcount(word), 2);
}

static inline void numbered_from(int count, long long first)
{
    enum { MOST = 8 };
    struct object *words = words_new(count), *known[MOST];
    intptr_t before[MOST];

    for (int i = 0; i < count; i++) {
        known[i] = int_new(first + i);
        before[i] = refcount(known[i]);
    }
    bool theirs = error_occurred() != ERROR_NONE;
    STEP("numbered(%d words, %lld)", count, first);
    struct object *got = numbered(words, first);
    BECAUSE("There is memory, so there is a list, also for no words, and whatever error was there "
            "before.");
    REQUIRE("numbered gives a list", got != NULL);
    error_stays(theirs);
    EXPECT("references to the list", refcount(got), 1);
    EXPECT("number of pairs", list_size(got), count);
    for (intptr_t i = 0; i < count; i++)
        is_pair(got, words, i, known[i], before[i]);
    decref(got);
    for (int i = 0; i < count; i++)
        decref(known[i]);
    decref(words);
}

static inline void squares_up_to(int n)
{
    enum { MOST = 64 };
    struct object *known[MOST];
    intptr_t before[MOST];

    for (int i = 0; i < n; i++) {
        known[i] = int_new(i * i);
        before[i] = refcount(known[i]);
    }
    bool theirs = error_occurred() != ERROR_NONE;
    STEP("squares(%d)", n);
    struct object *got = squares(n);
    BECAUSE("There is memory, so there is a list, also of nothing, and whatever error was there "
            "before.");
    REQUIRE("squares gives a list", got != NULL);
    error_stays(theirs);
    BECAUSE("squares makes one list and gives it to its caller.");
    EXPECT("references to the list", refcount(got), 1);
    BECAUSE("There are n numbers, from 0 on.");
    EXPECT("length of the list", list_size(got), n);
    for (int i = 0; i < n; i++) {
        struct object *number = list_get(got, i);
        BECAUSE("The number was released, though the list owns it: list_set stole that reference.");
        REQUIRE(check_text("list[%d] is alive", i), refcount(number) > 0);
        BECAUSE("The numbers are i * i, from 0 on.");
        EXPECT(check_text("list[%d]", i), int_value(number), i * i);
        expect_gained(check_text("references that %d * %d has by it", i, i), number, known[i],
                      before[i]);
        STOP_IF(gained(number, known[i], before[i]) != 1);
    }
    decref(got);
    for (int i = 0; i < n; i++)
        decref(known[i]);
}

static inline void huge_squares(void)
{
    int n = check_large(MANY);

    STEP("squares(%d)", n);
    struct object *got = squares(n);
    REQUIRE("squares gives a list", got != NULL);
    BECAUSE("i * i may be more than an int holds.");
    EXPECT("the last number", int_value(list_get(got, n - 1)), (long long)(n - 1) * (n - 1));
    decref(got);
}

#endif
