/* Exercise 7a: predict. The stories and their questions are in 7a_questions.h; read one, and
 * replace TODO(...) by what you think: return 1; or return n + 1; and so on.
 * Hints: ./reclaim hint 7a */
#include "exercises/07_freed_memory/7a_predict.h"

#include "exercises/exercise.h"

int predict(int question, int n)
{
    switch (question) {
    /* pools */
    case 1: TODO("question 1: n full pools");
    case 2: TODO("question 2: a hole in each of them");
    case 3: TODO("question 3: blocks of another size");

    /* survivors */
    case 4: TODO("question 4: one block is left in each arena");
    case 5: TODO("question 5: and in half of them none");
    case 6: TODO("question 6: and in all of them none");

    /* the order of arenas */
    case 7: TODO("question 7: free pools of the emptier arena");
    case 8: TODO("question 8: the same, when the other has none left");
    case 9: TODO("question 9: arenas, when the emptier one has lost the rest");
    }
    return 0; /* there is no such question */
}
