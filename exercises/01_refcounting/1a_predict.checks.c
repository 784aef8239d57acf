/* Checks of 1a, and its questions: four stories to read. Each EXPECT is a question: how many
 * references are there to the object, right there? Your answer is predict(question, n).
 *
 * newref(x) makes one more reference to x, and decref(x) takes one away. DO(line) runs a line, and
 * shows it to you should the prediction after it be wrong. */
#include "exercises/01_refcounting/1a_predict.h"

#include "common/objects/sys.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "exercises/check.h"

#define DO(...)                                                                                    \
    STEP("%s", #__VA_ARGS__);                                                                      \
    __VA_ARGS__

CHECK(names, .title = "a name is a reference", .points = 2,
      .usually = "A fresh object has one reference, each further name is one more. sys.getrefcount "
                 "finds still one more: its own argument is a reference, too.",
      .see = "01-getrefcount")
{
    int n = check_between(3, 9);

    STEP("n is %d", n);
    DO(struct object *a = list_new(0));
    EXPECT("question 1: references to a", predict(1, n), refcount(a));
    DO(for (int i = 0; i < n; i++) newref(a)); /* each is one more name for the list */
    EXPECT("question 2: references to a", predict(2, n), refcount(a));
    EXPECT("question 3: sys_getrefcount(a)", predict(3, n), sys_getrefcount(a));
    for (int i = 0; i <= n; i++)
        decref(a);
}

CHECK(containers, .title = "a container owns what is in it", .points = 3,
      .usually =
          "A list has one reference for each of its places, whether or not that object has a "
          "name. Who owns the list makes no difference to what is in it.",
      .see = "01-containers-own")
{
    int n = check_between(3, 9);

    STEP("n is %d", n);
    DO(struct object *x = str_new("a word"), *list = list_new(0));
    DO(for (int i = 0; i < n; i++) list_append(list, x));
    EXPECT("question 4: references to x", predict(4, n), refcount(x));
    DO(decref(x)); /* del x; we look at the object through the list from here on */
    EXPECT("question 5: references to the word", predict(5, n), refcount(list_get(list, 0)));
    DO(struct object *outer = list_pack(2, list, list));
    EXPECT("question 6: references to the word", predict(6, n), refcount(list_get(list, 0)));
    decref(outer);
    decref(list);
}

CHECK(hands, .title = "borrowed, handed over, stolen", .points = 3,
      .usually =
          "list_get lends: no reference is made. list_pop hands over the one that the list had. "
          "list_set keeps the one you give it and makes none.",
      .see = "01-new-borrowed-stolen")
{
    int n = check_between(3, 9);

    STEP("n is %d", n);
    DO(struct object *x = str_new("a word"), *list = list_new(1), *got = NULL);
    for (int i = 0; i < n; i++)
        list_append(list, x);
    STEP("list = [NULL, x, ... x], with x %d times", n);
    DO(got = list_get(list, 1));
    EXPECT("question 7: references to x", predict(7, n), refcount(x));
    DO(got = list_pop(list, 1)); /* got is a new name for x, and the list has one place less */
    EXPECT("question 8: references to x", predict(8, n), refcount(x));
    DO(list_set(list, 0, got)); /* into the empty place */
    EXPECT("question 9: references to x", predict(9, n), refcount(x));
    decref(list);
    decref(x);
}

CHECK(letting_go, .title = "what a container lets go", .points = 2,
      .usually =
          "Filling a place releases what was in it; a list that goes releases all that is in it, "
          "and the object lives on when it has another owner. A dict owns keys and values.",
      .see = "01-containers-own")
{
    int n = check_between(3, 9);

    STEP("n is %d", n);
    DO(struct object *x = str_new("a word"), *list = list_new(0), *dict = dict_new());
    DO(for (int i = 0; i < n; i++) list_append(list, x));
    DO(list_set(list, 0, newref(none())));
    EXPECT("question 10: references to x", predict(10, n), refcount(x));
    DO(decref(list)); /* del list */
    EXPECT("question 11: references to x", predict(11, n), refcount(x));
    DO(for (int i = 0; i < n; i++) dict_set(dict, x, x)); /* dict[x] = x, again and again */
    EXPECT("question 12: references to x", predict(12, n), refcount(x));
    decref(dict);
    decref(x);
}
