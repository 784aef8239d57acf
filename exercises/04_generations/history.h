/* Random histories of things, for the checks of 4a, and what should come of them: what is done is
 * written down, and what is expected is worked out by doing it all again with plain arrays of
 * numbers, who is in which generation in which order.
 */
#ifndef RECLAIM_EXERCISES_HISTORY_H
#define RECLAIM_EXERCISES_HISTORY_H

#include <stdio.h>
#include <string.h>

#include "exercises/04_generations/thing.h"

enum { DEEDS = 60, HISTORY_TEXT = 400 };

enum deed_kind { DEED_MAKE, DEED_DROP, DEED_COLLECT };

struct deed {
    enum deed_kind kind;
    int number; /* of the thing, or the generation */
    enum thing_kind thing;
};

static struct deed deeds[DEEDS];
static int deeds_done;

static inline void history_begin(void)
{
    things_begin();
    deeds_done = 0;
}

/* What is done next. Of a thing that is garbage already, only a collection can make an end. */
static inline struct deed history_choose(void)
{
    int number = check_random(THINGS);
    bool make = things_alive[number] == NULL, drop = things[number] != NULL;

    if (deeds_done > 0 && (check_random(4) == 0 || !(make || drop)))
        return (struct deed){DEED_COLLECT, check_random(GC_GENERATIONS), THING_PLAIN};
    return (struct deed){make ? DEED_MAKE : DEED_DROP, number, (enum thing_kind)check_random(3)};
}

static inline const char *history_words(struct deed deed)
{
    static const char *const kinds[] = {"", ", refers to itself",
                                        ", refers to itself, and its finalizer saves it"};

    return deed.kind == DEED_COLLECT ? check_text("gc_collect(%d)", deed.number)
           : deed.kind == DEED_DROP
               ? check_text("thing %d loses its name", deed.number)
               : check_text("thing %d is made%s", deed.number, kinds[deed.thing]);
}

static inline void history_do(struct deed deed)
{
    deeds[deeds_done++] = deed;
    if (deed.kind == DEED_MAKE) {
        thing_new(deed.number, deed.thing);
    } else if (deed.kind == DEED_DROP) {
        clearref(&things[deed.number]);
    } else {
        check_events();
        gc_collect(deed.number);
    }
}

/* ---- what is found ------------------------------------------------------------------------------
 */

struct walk {
    char text[HISTORY_TEXT];
    int found;
};

/* A broken list is walked no further than there are things. */
static inline bool history_add(struct object *obj, void *argument)
{
    struct walk *walk = argument;
    size_t length = strlen(walk->text);

    if (obj->type == &thing_type)
        snprintf(walk->text + length, sizeof walk->text - length, "%s%d",
                 walk->found++ > 0 ? ", " : "", ((struct thing *)obj)->number);
    return walk->found <= THINGS;
}

/* The things in a generation. */
static inline const char *history_members(int generation)
{
    static struct walk walk;

    walk = (struct walk){.found = 0};
    gc_each_object(generation, history_add, &walk);
    return walk.text;
}

/* ---- what is expected ---------------------------------------------------------------------------
 */

struct row {
    int members[THINGS], size;
};

static struct model {
    struct row rows[GC_GENERATIONS];
    bool named[THINGS], finalized[THINGS];
    enum thing_kind kinds[THINGS];
    struct row events; /* of the last collection */
} model;

static inline void model_add(struct row *row, int number)
{
    row->members[row->size++] = number;
}

static inline void model_remove(int number)
{
    for (int g = 0; g < GC_GENERATIONS; g++) {
        struct row old = model.rows[g];
        model.rows[g].size = 0;
        for (int i = 0; i < old.size; i++)
            if (old.members[i] != number)
                model_add(&model.rows[g], old.members[i]);
    }
}

/* Who is in @g and below, in the order in which they are examined; their rows are empty then. */
static inline struct row model_take(int g)
{
    struct row taken = model.rows[g];

    for (int i = 0; i < g; i++)
        for (int k = 0; k < model.rows[i].size; k++)
            model_add(&taken, model.rows[i].members[k]);
    for (int i = 0; i <= g; i++)
        model.rows[i].size = 0;
    return taken;
}

static inline void model_collect(int g)
{
    struct row *old = &model.rows[g < GC_OLDEST ? g + 1 : g], all = model_take(g),
               saved = {.size = 0};

    model.events.size = 0;
    for (int i = 0; i < all.size; i++) {
        int number = all.members[i];
        if (model.named[number]) {
            model_add(old, number);
        } else if (!model.finalized[number]) {
            model.finalized[number] = true;
            model_add(&model.events, number);
            if ((model.named[number] = model.kinds[number] == THING_RISES))
                model_add(&saved, number);
        }
    }
    for (int i = 0; i < saved.size; i++)
        model_add(old, saved.members[i]);
}

/* Does all deeds again. */
static inline void model_run(void)
{
    memset(&model, 0, sizeof model);
    for (int i = 0; i < deeds_done; i++) {
        int number = deeds[i].number;
        if (deeds[i].kind == DEED_COLLECT) {
            model_collect(number);
        } else if (deeds[i].kind == DEED_MAKE) {
            model_add(&model.rows[0], number);
            model.named[number] = true;
            model.finalized[number] = false;
            model.kinds[number] = deeds[i].thing;
        } else {
            model.named[number] = false;
            if (model.kinds[number] == THING_PLAIN)
                model_remove(number);
        }
    }
}

static inline const char *model_text(const struct row *row)
{
    static char text[HISTORY_TEXT];

    model_run();
    text[0] = '\0';
    for (int i = 0; i < row->size; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d", i > 0 ? ", " : "",
                 row->members[i]);
    return text;
}

__attribute__((unused)) static const char *history_expected(int generation)
{
    return model_text(&model.rows[generation]);
}

__attribute__((unused)) static const char *history_expected_events(void)
{
    return model_text(&model.events);
}

#endif
