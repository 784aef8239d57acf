/* Exercise 1a: predict. The stories and their questions are in 1a_questions.h; read one, and
 * replace TODO(...) by what you think: return 1; or return n + 1; and so on.
 * Hints: ./reclaim hint 1a */
#include "exercises/01_refcounting/1a_predict.h"

#include "exercises/exercise.h"

int predict(int question, int n)
{
    switch (question) {
    /* names */
    case 1: TODO("question 1: a fresh list");
    case 2: TODO("question 2: the list with n more names");
    case 3: TODO("question 3: what sys.getrefcount says then");

    /* containers */
    case 4: TODO("question 4: an object that is in a list n times");
    case 5: TODO("question 5: the same object, when its name is gone");
    case 6: TODO("question 6: the same object, when its list is in another list");

    /* borrowed, handed over, stolen */
    case 7: TODO("question 7: after list_get");
    case 8: TODO("question 8: after list_pop");
    case 9: TODO("question 9: after list_set");

    /* letting go */
    case 10: TODO("question 10: after one of n places was filled with something else");
    case 11: TODO("question 11: after the list is gone");
    case 12: TODO("question 12: as key and as value of a dict");
    }
    return 0; /* there is no such question */
}
