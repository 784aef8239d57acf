/* Ages, and the counts of generations. See ages.h. */
#include "lessons/ages.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "lessons/narrator.h"
#include "lessons/page.h"

enum { MOST_LABELS = 16, LINE = 128, UNKNOWN = -2 };

static struct shown {
    const char *label;
    int generation;
} labels[MOST_LABELS];
static int label_count;

static struct shown *find_label(const char *label)
{
    for (int i = 0; i < label_count; i++)
        if (strcmp(labels[i].label, label) == 0)
            return &labels[i];
    if (label_count == MOST_LABELS)
        fatal("lives", "more than %d labels", MOST_LABELS);
    labels[label_count] = (struct shown){label, UNKNOWN};
    return &labels[label_count++];
}

static bool is_another(struct object *obj, void *wanted)
{
    return obj != wanted;
}

/* A walk that does not come to the end has found it. */
static int generation_of(const struct object *obj)
{
    for (int i = 0; i < GC_GENERATIONS; i++)
        if (!gc_each_object(i, is_another, (void *)(uintptr_t)obj))
            return i;
    return FROZEN;
}

static const char *word_for(int generation)
{
    static const char *const words[] = {"new", "frozen", "0", "1", "2"};

    return words[generation - UNKNOWN];
}

int lives(const char *label, const struct object *obj)
{
    struct shown *shown = find_label(label);
    int now = generation_of(obj);
    char text[LINE];

    snprintf(text, sizeof text, "      generation of %s   ", label);
    page_add(FAINT, text);
    snprintf(text, sizeof text, "%s → ", word_for(shown->generation));
    page_add(PLAIN, text);
    page_add(NUMBER, word_for(now));
    page_end_line();
    shown->generation = now;
    return now;
}

const char *waiting(void)
{
    static char text[LINE];
    int counts[GC_GENERATIONS];

    gc_get_count(counts);
    snprintf(text, sizeof text, "(%d, %d)", counts[1], counts[2]);
    asks_text("gc.get_count()[1:]", text);
    return text;
}
