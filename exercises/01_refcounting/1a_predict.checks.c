/* Checks of 1a. The stories and their questions are in 1a_questions.h: read that, before you run
 * anything. Here is what a wrong answer usually means, so this file gives the answers away.
 *
 * Each sentence of the contract:
 *   an answer for each question, 1 to 12    the check of its story
 *   whatever n is                           each story is told with two, so no constant will do
 */
#include "exercises/01_refcounting/1a_questions.h"

/* What an answer that is too high forgot, and one that is too low. Only of its own question: the
 * next one is still to be answered. */
static const struct {
    const char *too_many, *too_few;
} reasons[] = {
    [1] = {"A fresh object has one reference: its name. Nobody else refers to it yet.",
           "A name is a reference: without any, the object would be gone."},
    [2] = {"The first name and the further ones: nobody else owns the list.",
           "Each further name is one reference more, and the first one still counts."},
    [3] = {"Beside the names there is one reference more, no more than that: the argument of "
           "sys_getrefcount.",
           "While sys_getrefcount looks, its own argument is a reference, too."},
    [4] = {"The owners are the name x, and each place of the list. Who has a name for the list "
           "owns the list, not what is in it.",
           "A list has one reference for each of its places, also when the same object is in all "
           "of them. And the name x is an owner."},
    [5] = {"decref(x) took away the reference that the name was.",
           "A name that goes takes its own reference along, and no other: the places of the list "
           "still own the word."},
    [6] = {"outer owns the list, and nothing else. Who owns a list makes no difference to the "
           "owners of what is in it.",
           "Nothing was let go: who owned the word before owns it still."},
    [7] = {"list_get lends: got is an address, and no reference was made for it.",
           "list_get took nothing away: the name x is an owner, and so is each place that the word "
           "is in."},
    [8] = {"list_pop makes no reference: it hands over the one that the place had, and the place "
           "is no more.",
           "list_pop releases nothing: the reference that the place had is got's now."},
    [9] = {"list_set makes no reference: it keeps the one that it is given.",
           "The reference that got had is not gone: it belongs to the place now."},
    [10] = {"Who fills a place releases what was in it.",
            "One place has something else in it now. The name x and the other places own the word "
            "as before."},
    [11] = {"A list that goes releases all that is in it.",
            "The list let go of what its places owned. The name x is an owner as before, so the "
            "word lives."},
    [12] =
        {"An equal key is not kept a second time, and a value takes the place of the one before.",
         "A dict owns its keys, and its values: the word is both here. And the name x is an "
         "owner."},
};

static void ask(int number, const char *what, intptr_t said, intptr_t counted)
{
    SIDES(reasons[number].too_many, reasons[number].too_few);
    EXPECT(check_text("question %d: %s", number, what), said, counted);
    STOP_IF(said != counted);
}

/* Two numbers that no formula but the right one suits both times. */
static void tell_twice(void (*story)(int n))
{
    int first = check_between(4, 8), second = first + check_between(3, 6);

    STEP("n is %d", first);
    story(first);
    STEP("the same story again, and n is %d", second);
    story(second);
}

CHECK(names, .title = "a name is a reference", .points = 2, .see = "01-getrefcount")
{
    tell_twice(story_of_names);
}

CHECK(containers, .title = "a container owns what is in it", .points = 3,
      .see = "01-containers-own")
{
    tell_twice(story_of_containers);
}

CHECK(hands, .title = "borrowed, handed over, stolen", .points = 3, .see = "01-new-borrowed-stolen")
{
    tell_twice(story_of_hands);
}

CHECK(letting_go, .title = "what a container lets go", .points = 2, .see = "01-containers-own")
{
    tell_twice(story_of_letting_go);
}
