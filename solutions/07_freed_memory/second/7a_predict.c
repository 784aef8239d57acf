/* Exercise 7a, solved a second time: every answer is a * n + b. */
#include "exercises/07_freed_memory/7a_predict.h"

int predict(int question, int n)
{
    static const struct {
        int a, b;
    } answers[] = {{0, 0}, {1, 0}, {1, 0}, {1, 1}, {2, 0}, {1, 1}, {0, 1}, {1, 3}, {1, 1}, {0, 2}};

    return question < 1 || question > 9 ? 0 : answers[question].a * n + answers[question].b;
}
