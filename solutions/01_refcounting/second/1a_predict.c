/* Exercise 1a, another way: the first has a formula for each question. Here a table says who the
 * owners are, by kind, and one line adds them up. */
#include "exercises/01_refcounting/1a_predict.h"

/* Who owns the object when a question is asked. */
struct owners {
    int names;     /* or places, one by one */
    int for_each;  /* of the n things that the story does: names or places */
    int arguments; /* of a call that looks */
};

static const struct owners stories[] = {
    {0, 0, 0},                                   /* there is no question 0 */
    {.names = 1},                                /* a */
    {.names = 1, .for_each = 1},                 /* a, and the further ones */
    {.names = 1, .for_each = 1, .arguments = 1}, /* those, and getrefcount's own */
    {.names = 1, .for_each = 1},                 /* x, the places */
    {.for_each = 1},                             /* the places */
    {.for_each = 1},                             /* the places: outer owns none of them */
    {.names = 1, .for_each = 1},                 /* x, the places; got is lent */
    {.names = 1 - 1 + 1, .for_each = 1},         /* x, a place less, got */
    {.names = 1, .for_each = 1},                 /* x, the places, of which one was got's */
    {.names = 1 - 1, .for_each = 1},             /* x, a place less */
    {.names = 1},                                /* x */
    {.names = 1 + 2},                            /* x, the key, the value */
};

int predict(int question, int n)
{
    const struct owners *who = &stories[question];

    return who->names + who->for_each * n + who->arguments;
}
