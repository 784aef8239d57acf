/* Counts and thresholds. See counts.h. */
#include "lessons/counts.h"

#include <stdio.h>

#include "common/collector/gc.h"
#include "lessons/narrator.h"

static const char *asks_three(const char *code, void get(int numbers[GC_GENERATIONS]))
{
    static char text[64];
    int numbers[GC_GENERATIONS];

    get(numbers);
    snprintf(text, sizeof text, "(%d, %d, %d)", numbers[0], numbers[1], numbers[2]);
    asks_text(code, text);
    return text;
}

int count_now(void)
{
    int counts[GC_GENERATIONS];

    gc_get_count(counts);
    return counts[0];
}

const char *asks_counts(const char *code)
{
    return asks_three(code, gc_get_count);
}

const char *asks_thresholds(const char *code)
{
    return asks_three(code, gc_get_threshold);
}

void set_threshold(int threshold)
{
    int thresholds[GC_GENERATIONS];

    gc_get_threshold(thresholds);
    thresholds[0] = threshold;
    gc_set_threshold(thresholds);
}
