/* See numbers.h. */
#include "lessons/07_freed_memory/numbers.h"

#include "common/tracing/tracemalloc.h"
#include "lessons/07_freed_memory/memory.h"
#include "lessons/table.h"

enum { NUMBERS = 4 };

struct numbers {
    double values[NUMBERS];
};

static const char *const names[SITUATIONS] = {
    [HELD] = "held: by another name",
    [KEPT_BY_ARENAS] = "kept: by a survivor in each arena",
    [GIVEN_BACK] = "given back: nobody is left",
    [KEPT_BY_MALLOC] = "kept: by malloc's heap",
    [TRIMMED] = "given back: by malloc_trim(0)",
};

static bool fell[SITUATIONS][NUMBERS];

static struct numbers look(void)
{
    return (struct numbers){{(double)traced_now(), (double)blocks(), (double)arenas(), resident()}};
}

/* A number fell when it is nearer to what it was at the start than to what it was at the most. */
static void judge(enum situation situation, const struct numbers *start, const struct numbers *full)
{
    struct numbers now = look();

    for (int i = 0; i < NUMBERS; i++)
        fell[situation][i] =
            now.values[i] - start->values[i] < (full->values[i] - start->values[i]) / 2;
}

static void small_blocks(const struct numbers *start, struct numbers *full)
{
    struct object *texts = texts_new(MANY, SHORT);

    *full = look();
    struct object *another = newref(texts);
    decref(texts);
    judge(HELD, start, full);
    struct object *kept = every(another, 1000);
    decref(another);
    judge(KEPT_BY_ARENAS, start, full);
    decref(kept);
    judge(GIVEN_BACK, start, full);
}

/* There is nothing of these in arenas, so those are compared with what they were before. */
static void large_blocks(const struct numbers *start, const struct numbers *before)
{
    struct object *texts = texts_new(100000, LONG), *last = texts_new(1, LONG);
    struct numbers full = look();

    full.values[2] = before->values[2];
    decref(texts);
    judge(KEPT_BY_MALLOC, start, &full);
    trim();
    judge(TRIMMED, start, &full);
    decref(last);
}

void four_numbers(void)
{
    static const char *const words[] = {"stays", "falls"};

    tracemalloc_start(1);
    struct numbers start = look(), full;
    small_blocks(&start, &full);
    large_blocks(&start, &full);
    tracemalloc_stop();
    table("what happened | tracemalloc | blocks | arenas | resident");
    for (int i = 0; i < SITUATIONS; i++)
        row("%s | %s | %s | %s | %s", names[i], words[fell[i][0]], words[fell[i][1]],
            words[fell[i][2]], words[fell[i][3]]);
    end_table();
}

bool saw(enum situation situation, const char *signs)
{
    int compared = measurable() ? NUMBERS : NUMBERS - 1;

    for (int i = 0; i < compared; i++)
        if (fell[situation][i] != (signs[i] == '-'))
            return false;
    return true;
}
