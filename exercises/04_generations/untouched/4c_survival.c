/* Exercise 4c: survival. The rules are in 4c_survival.h; hints: ./reclaim hint 4c */
#include "exercises/04_generations/4c_survival.h"

#include "exercises/exercise.h"

void survival(const struct trace *trace, struct row *rows, int count)
{
    TODO("follow each object from its birth to its death, or to the end of the trace");
}
