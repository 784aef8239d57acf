/* For 4a: where an object stands, in words, and the question itself, asked without memory.
 */
#ifndef RECLAIM_EXERCISES_STANDING_H
#define RECLAIM_EXERCISES_STANDING_H

#include "common/types/atoms.h"
#include "exercises/04_generations/history.h"
#include "exercises/04_generations/lists.h"
#include "exercises/check.h"

enum { MANY = 300000 };

static inline const char *where(int generation)
{
    return generation == GC_UNTRACKED ? "untracked"
           : generation == GC_FROZEN  ? "frozen"
           : generation >= 0 && generation < GC_GENERATIONS
               ? check_text("generation %d", generation)
               : check_text("%d, which is no answer", generation);
}

/* There is no memory while it is asked. */
static inline const char *ask(const struct gc_state *gc, const struct object *obj)
{
    memory_fail_at(1);
    int generation = gc_generation_of(gc, obj);
    memory_fail_at(0);
    return where(generation);
}

/* A thing before as many nodes as the C stack has no room for calls. */
static inline struct gc_head *real_list(int generation)
{
    return generation == GC_FROZEN ? &collector.permanent : &collector.generations[generation].head;
}

static inline void ask_about_the_first_of_many(void)
{
    static struct gc_head many[MANY];
    struct object *thing = thing_new(0, THING_PLAIN);
    int generation = check_random(GC_GENERATIONS), count = check_large(MANY);

    build(0);
    gc_list_move(gc_head_of(thing), list_of(generation));
    for (int i = 0; i < count; i++)
        gc_list_append(&many[i], list_of(generation));
    STEP("gc_generation_of(gc, the first of %d)", count + 1);
    EXPECT("it stands", ask(&heap, thing), where(generation));
    gc_list_move(gc_head_of(thing), real_list(0));
    things_end();
}

#endif
