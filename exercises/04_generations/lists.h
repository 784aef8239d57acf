/* Three generations without any object, for the checks of 4a: the nodes are the check's own, so
 * that it sees every link of them, and each has a letter. */
#ifndef RECLAIM_EXERCISES_LISTS_H
#define RECLAIM_EXERCISES_LISTS_H

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "exercises/check.h"

enum { MOST = 4, NODES = GC_GENERATIONS * MOST, LISTS_TEXT = 400 };

static struct gc_state heap;
static struct gc_head nodes[NODES]; /* node MOST * g + k is member k of generation g at first */
static int sizes[GC_GENERATIONS];   /* how many there are in each at first */

static inline struct gc_head *list_of(int generation)
{
    return &heap.generations[generation].head;
}

static inline void build(int most)
{
    memset(&heap, 0, sizeof heap);
    memset(nodes, 0, sizeof nodes);
    gc_list_init(&heap.permanent);
    for (int g = 0; g < GC_GENERATIONS; g++) {
        sizes[g] = check_random(most + 1);
        gc_list_init(list_of(g));
        for (int k = 0; k < sizes[g]; k++)
            gc_list_append(&nodes[MOST * g + k], list_of(g));
    }
}

static inline void add_letter(char *text, int node)
{
    size_t used = strlen(text);

    snprintf(text + used, LISTS_TEXT - used, "%s%c", used > 0 ? " " : "", 'a' + node);
}

static inline const char *or_nobody(const char *text)
{
    return text[0] == '\0' ? "nobody" : text;
}

/* The members of a list as one meets them from its head, by next or by prev. */
static inline const char *walk(const struct gc_head *list, bool by_next)
{
    static char text[LISTS_TEXT];
    int steps = 0;

    text[0] = '\0';
    for (const struct gc_head *node = list;;) {
        node = by_next ? gc_next(node) : gc_prev(node);
        if (node == list)
            return or_nobody(text);
        if (node < nodes || node >= nodes + NODES)
            return check_text("%s, and then what is no member", or_nobody(text));
        if (steps++ > NODES)
            return "a way that does not end";
        add_letter(text, (int)(node - nodes));
    }
}

/* Who should be met so in generation @g, after the generations @from to @to were appended, in this
 * order, to generation @into. */
__attribute__((unused)) static const char *appended(int g, int from, int to, int into, bool by_next)
{
    static char text[LISTS_TEXT];
    int members[NODES], count = 0;

    for (int k = 0; k < sizes[g] && (g < from || g > to); k++)
        members[count++] = MOST * g + k;
    for (int i = from; i <= to && g == into; i++)
        for (int k = 0; k < sizes[i]; k++)
            members[count++] = MOST * i + k;
    text[0] = '\0';
    for (int i = 0; i < count; i++)
        add_letter(text, members[by_next ? i : count - 1 - i]);
    return or_nobody(text);
}

#endif
