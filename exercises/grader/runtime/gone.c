/* See gone.h. The latest are kept in a ring: who went long ago is seldom what a pointer led to. */
#include "exercises/grader/runtime/gone.h"
#include "exercises/grader/runtime/guard.h"

#include <stdio.h>
#include <string.h>

#include "common/base/frame.h"
#include "exercises/grader/runtime/runtime.h"

enum { GRAVES = 512, STEP_ROOM = 96 };

struct grave {
    uintptr_t address;
    struct place place;
    char type[SHOWN_NAME];
    char step[STEP_ROOM];
};

static OWN struct {
    struct grave all[GRAVES];
    size_t count; /* of those that there ever were */
    char step[STEP_ROOM];
} gone;

void gone_begin(void)
{
    gone.count = 0;
    gone.step[0] = '\0';
}

void gone_step(const char *text)
{
    snprintf(gone.step, sizeof gone.step, "%s%s", strlen(text) < STEP_ROOM ? text : "",
             strlen(text) < STEP_ROOM ? "" : "an earlier call");
}

void gone_bury(const struct shown_table *before)
{
    for (size_t i = 0; i < before->used; i++) {
        const struct shown *entry = &before->all[i];
        const struct shown *now = shown_find(entry->object);
        if (!shown_is_alive(entry) || entry->place.file == NULL ||
            (now != NULL && shown_is_alive(now)))
            continue;
        struct grave *grave = &gone.all[gone.count++ % GRAVES];
        grave->address = (uintptr_t)entry->object;
        grave->place = entry->place;
        memcpy(grave->type, entry->type, sizeof grave->type);
        memcpy(grave->step, gone.step, sizeof grave->step);
    }
}

static bool has_block(uintptr_t address)
{
    for (const struct trace *trace = tracer_next(NULL); trace != NULL; trace = tracer_next(trace))
        if ((uintptr_t)trace->block <= address && address < (uintptr_t)trace->block + trace->size)
            return true;
    return false;
}

static bool send(const char *type, const struct place *place, const char *step)
{
    record_begin("gone");
    record_text(type);
    record_text(place->file);
    record_number(place->line);
    record_text(step);
    record_end();
    return true;
}

bool gone_send(uintptr_t address)
{
    const struct shown *entry = shown_find((const struct object *)address);

    if (has_block(address))
        return false;
    if (entry != NULL && shown_is_alive(entry) && entry->place.file != NULL)
        return send(entry->type, &entry->place, gone.step);
    for (size_t i = gone.count; i-- > 0 && gone.count - i <= GRAVES;)
        if (gone.all[i % GRAVES].address == address)
            return send(gone.all[i % GRAVES].type, &gone.all[i % GRAVES].place,
                        gone.all[i % GRAVES].step);
    return false;
}
