/* See shown.h. */
#include "exercises/grader/runtime/shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/types/atoms.h"
#include "exercises/grader/runtime/gone.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"

enum { FIRST_ROOM = 4096, ATOMS = INT_LARGEST_SHARED - INT_SMALLEST_SHARED + 1 + 128 + 3 };

OWN struct shown_table shown;
static OWN struct shown_table before; /* as it was at the last look */
static OWN struct shown atoms[ATOMS];
static OWN size_t atom_count;

static void share(struct object *atom)
{
    decref(atom);
    atoms[atom_count++] = (struct shown){.object = atom, .shared = refcount(atom)};
}

void shown_begin(void)
{
    atom_count = 0;
    shown.used = before.used = 0;
    for (int i = INT_SMALLEST_SHARED; i <= INT_LARGEST_SHARED; i++)
        share(int_new(i));
    for (int c = 0; c < 128; c++)
        share(str_new((char[]){(char)c, '\0'}));
    share(bool_new(false));
    share(bool_new(true));
    share(newref(none()));
}

/* Where the number of an object stands, or is to stand. */
static uint32_t *number_of(const struct object *object)
{
    size_t at = ((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 20;

    for (at &= shown.room - 1; shown.numbers[at] != 0; at = (at + 1) & (shown.room - 1))
        if (shown.all[shown.numbers[at] - 1].object == object)
            break;
    return &shown.numbers[at];
}

static bool make_room(size_t objects)
{
    size_t room = FIRST_ROOM;

    while (room < 2 * (objects + ATOMS))
        room *= 2;
    if (room > shown.room) {
        free(shown.all);
        free(shown.numbers);
        shown.all = malloc(room / 2 * sizeof shown.all[0]);
        shown.numbers = malloc(room * sizeof shown.numbers[0]);
        shown.room = room;
    }
    shown.used = 0;
    if (shown.all == NULL || shown.numbers == NULL) {
        shown.room = 0;
        return false;
    }
    memset(shown.numbers, 0, shown.room * sizeof shown.numbers[0]);
    return true;
}

static void enter(struct object *object, struct place place, intptr_t shared)
{
    struct shown *entry = &shown.all[shown.used++];

    *entry = (struct shown){
        .object = object, .place = place, .count = refcount(object), .shared = shared};
    if (entry->count > 0)
        strncpy(entry->type, object_type_name(object), SHOWN_NAME - 1);
    *number_of(object) = (uint32_t)shown.used;
}

bool shown_enter_all(void)
{
    struct shown_table latest = shown;

    shown = before;
    before = latest;
    if (!make_room(tracemalloc.trace_count))
        return false;
    for (const struct trace *trace = tracer_next(NULL); trace != NULL; trace = tracer_next(trace)) {
        bool headed = trace->use == MEMORY_GC_OBJECT;
        if (headed || trace->use == MEMORY_OBJECT)
            enter(headed ? object_of(trace->block) : trace->block, trace->traceback->places[0], 0);
    }
    for (size_t i = 0; i < atom_count; i++)
        enter(atoms[i].object, (struct place){NULL, 0}, atoms[i].shared);
    gone_bury(&before);
    return true;
}

struct shown *shown_find(const struct object *object)
{
    uint32_t number = shown.room > 0 ? *number_of(object) : 0;

    return number > 0 ? &shown.all[number - 1] : NULL;
}

const char *shown_name(const struct shown *entry)
{
    return entry->place.file == NULL ? check_text("a shared %s", entry->type)
                                     : check_text("the %s made at %s:%d", entry->type,
                                                  base_of(entry->place.file), entry->place.line);
}

const char *shown_visitors(const struct shown *entry)
{
    static char text[128];

    text[0] = '\0';
    for (int i = 0; i < SHOWN_VISITORS && entry->by[i].type != NULL; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s %d", i > 0 ? ", " : "",
                 entry->by[i].type, entry->by[i].times);
    return text;
}
