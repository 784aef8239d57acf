/* A heap that only grows, for the checks of 4b: the log of its collections, and what should stand
 * in it. There are no counters here. What is due is worked out from the log so far: how many
 * collections of which generation there have been since which other one, and how many lists there
 * were at the time.
 */
#ifndef RECLAIM_EXERCISES_GROWTH_H
#define RECLAIM_EXERCISES_GROWTH_H

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "exercises/check.h"

enum { MOST = 6400, GROWTH_TEXT = 250 };

/* Which collections there have been, each with the number of the list whose making it delayed. */
struct run {
    const int *thresholds;
    int old; /* who lived long before the first list was made */
    int at[MOST], generation[MOST], count;
};

/* Where in the log of @run the last collection of @generation or an older one stands; -1: none. */
static inline int last_of(const struct run *run, int generation)
{
    int i = run->count - 1;

    while (i >= 0 && run->generation[i] < generation)
        i--;
    return i;
}

/* How many of @generation itself there have been since the last of @older or above. */
static inline int since(const struct run *run, int generation, int older)
{
    int count = 0;

    for (int i = last_of(run, older) + 1; i < run->count; i++)
        count += run->generation[i] == generation;
    return count;
}

/* Lists that stood in the heap when the last collection of @generation or older was made. */
static inline int lists_then(const struct run *run, int generation)
{
    int i = last_of(run, generation);

    return i < 0 ? 0 : run->at[i] - 1;
}

/* What is due when list number @list is being made. */
__attribute__((unused)) static int planned(const struct run *run, int list)
{
    int total = run->old + lists_then(run, 2);
    int pending = lists_then(run, 1) - lists_then(run, 2);

    if (list - (run->count > 0 ? run->at[run->count - 1] : 0) <= run->thresholds[0])
        return -1;
    if (since(run, 1, 2) > run->thresholds[2] && pending >= total / 4)
        return 2;
    return since(run, 0, 1) > run->thresholds[1] ? 1 : 0;
}

/* Collections of @generation in words: how many, and the first of them. */
static inline const char *collections_text(const struct run *run, int generation)
{
    static char text[GROWTH_TEXT];
    int found = 0;

    text[0] = '\0';
    for (int i = 0; i < run->count; i++)
        if (run->generation[i] == generation && found++ < 20)
            snprintf(text + strlen(text), sizeof text - strlen(text), " %d", run->at[i]);
    return check_text("%d, at%s", found, text);
}

__attribute__((unused)) static const char *plan_text(const int *thresholds, int old, int lists,
                                                     int generation)
{
    static struct run plan;

    plan = (struct run){.thresholds = thresholds, .old = old};
    for (int list = 1; list <= lists; list++) {
        int due = planned(&plan, list);
        if (due < 0)
            continue;
        plan.at[plan.count] = list;
        plan.generation[plan.count++] = due;
    }
    return collections_text(&plan, generation);
}

#endif
