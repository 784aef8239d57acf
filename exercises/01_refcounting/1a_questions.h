/* The sheet of questions of 1a: four stories to read. At each QUESTION stop, and say how many
 * references there are right there: that is predict(number, n) in 1a_predict.c.
 *
 * - DO(line) runs a line. Should your answer be wrong, the lines up to its question are shown.
 * - newref(x) makes one more reference to x, and decref(x) takes one away. refcount(x) is how many
 *   there are, and changes nothing.
 * - n is another number in every run. Each story is told twice, with another n each time.
 * - A story ends at the first wrong answer: one question at a time.
 */
#ifndef RECLAIM_EXERCISE_1A_QUESTIONS_H
#define RECLAIM_EXERCISE_1A_QUESTIONS_H

#include "common/objects/sys.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "exercises/01_refcounting/1a_predict.h"
#include "exercises/check.h"

/* Ends the check when @said is not the right answer. */
static void ask(int number, const char *what, intptr_t said, intptr_t counted);

#define DO(...)                                                                                    \
    STEP("%s", #__VA_ARGS__);                                                                      \
    __VA_ARGS__

#define QUESTION(number, what, count) ask(number, what, predict(number, n), count)

/* 1. Names. */
static void story_of_names(int n)
{
    DO(struct object *a = list_new(0)); /* a = [] */
    QUESTION(1, "references to a", refcount(a));

    DO(for (int i = 0; i < n; i++) newref(a)); /* each is one more name for the list */
    QUESTION(2, "references to a", refcount(a));

    QUESTION(3, "what sys_getrefcount(a) says", sys_getrefcount(a));

    for (int i = 0; i <= n; i++)
        decref(a);
}

/* 2. Containers. */
static void story_of_containers(int n)
{
    DO(struct object *x = str_new("a word"), *list = list_new(0)); /* x = "a word"; list = [] */
    DO(for (int i = 0; i < n; i++) list_append(list, x));
    QUESTION(4, "references to the word", refcount(x));

    DO(decref(x)); /* del x: what is left in x is an address to look at, and no owner */
    QUESTION(5, "references to the word", refcount(x));

    DO(struct object *outer = list_pack(2, list, list)); /* outer = [list, list] */
    QUESTION(6, "references to the word", refcount(x));

    decref(outer);
    decref(list);
}

/* 3. Hands. */
static void story_of_hands(int n)
{
    DO(struct object *x = str_new("a word"), *got = NULL);
    DO(struct object *list = list_new(1)); /* one place, with nothing in it yet */
    DO(for (int i = 0; i < n; i++) list_append(list, x));
    DO(got = list_get(list, 1));
    QUESTION(7, "references to the word", refcount(x));

    DO(got = list_pop(list, 1)); /* the list has one place less */
    QUESTION(8, "references to the word", refcount(x));

    DO(list_set(list, 0, got)); /* into the empty place */
    QUESTION(9, "references to the word", refcount(x));

    decref(list);
    decref(x);
}

/* 4. Letting go. */
static void story_of_letting_go(int n)
{
    DO(struct object *x = str_new("a word"), *list = list_new(0), *dict = dict_new());
    DO(for (int i = 0; i < n; i++) list_append(list, x));
    DO(list_set(list, 0, newref(none()))); /* list[0] = None */
    QUESTION(10, "references to the word", refcount(x));

    DO(decref(list)); /* del list */
    QUESTION(11, "references to the word", refcount(x));

    DO(for (int i = 0; i < n; i++) dict_set(dict, x, x)); /* dict[x] = x, again and again */
    QUESTION(12, "references to the word", refcount(x));

    decref(dict);
    decref(x);
}

#endif
