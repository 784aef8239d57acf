/* Lesson 00: what every object starts with, and how to read a transcript. lesson.py is its twin. */
#include <string.h>

#include "common/types/list.h"
#include "lessons/narrator.h"

static struct object *x, *y;

int main(int argc, char **argv)
{
    lesson(argc, argv, "00", "Start", "Where does Python keep the count of an object?");
    variable("x", &x);
    variable("y", &y);

    act("How to read a transcript");
    say("A line behind >>> is Python, and it has just been run. Below it: a count before → after; "
        "· what happened in the middle of the line; ✓ a claim that the program checked there and "
        "then. If one were false it would show as ✗, and the program would fail. A line behind ~ "
        "may differ from run to run.");

    act("What every object starts with");
    //! [header]
    does("x = []");
    x = list_new(0);
    counted("the list", x);
    aside("This list stands at %p.", (void *)x);
    aside("Its header is %zu bytes: a count and the address of its type.", sizeof(struct object));
    predict("The first word at that address is a number. Which?");
    does("first = c_ssize_t.from_address(id(x)).value");
    intptr_t words[2];
    memcpy(words, x, sizeof words);
    claim_is("00.1a", words[0], 1,
             "The first word of an object is its count: one reference, the name x.");
    does("second = c_void_p.from_address(id(x) + 8).value");
    claim("00.1b", words[1] == (intptr_t)&list_type,
          "The second word is the address of its type, list.");
    does("y = x");
    y = newref(x);
    claim_is("00.1c", counted("the list", x), 2, "A second name, a second reference.");
    claim_is("00.1d", x->refcount, 2,
             "And the first word is 2 now: the object itself keeps the count.");
    //! [header]
    does("del x");
    del(&x);
    claim_is("00.1e", counted("the list", y), 1, "del x took one away.");
    does("del y");
    del(&y);
    claim("00.1f", freed("the list"),
          "At zero the list is freed. That is all the next lesson is about.");

    act("Your turn");
    say("Open exercises/00_start/0a_first.c in your editor, do what it says, and ask for the "
        "verdict: ./reclaim grade 0a");
    return finish();
}
