/* What every exercise owes, looked at wherever a check says or observes something, without a line
 * in the check: the counts add up, and errors are where they belong.
 *
 * - For every live object the visits of all traverses are counted. More visits than references is
 * amiss at once, as is a visit of what is no live object. What is left over, references that no
 * traverse shows, are those of the check and of C variables: the judge compares their sums by type
 * with the reference's, where the same check holds the same.
 * - The tracer's table knows every object, tracked or not. If it does not know every block (a check
 * that stopped it), nothing is said.
 * - While the learner's code is on the stack an object may be half made or half gone: nothing is
 * said then, unless the check asks for it (OWED).
 * - A walk costs as much as the tables are large; a check may spend so much and no more.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/types/class.h"
#include "exercises/grader/runtime/gone.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/owed.h"
#include "exercises/grader/runtime/runtime.h"
#include "exercises/grader/runtime/shown.h"

enum {
    TYPES_MOST = 64,
    TOLD_MOST = 40,
    BUDGET = 2000000, /* places of the tracer's table that a check may look at */
    LARGEST = 40000,  /* at once */
};

struct sum {
    const char *type;
    intptr_t count, visits;
};

static OWN struct {
    bool on;
    bool unbooked; /* what is left over is anybody's */
    bool fresh;    /* the table is of the last point */
    bool amiss;    /* was said */
    size_t others; /* blocks that the tracer does not know, and need not */
    size_t spent;  /* of the budget */
    uint64_t said; /* what was sent last */
    enum error_kind pending;
} owed;

/* ---- what is left over, by type ----------------------------------------------------------------
 */

static size_t add_up(struct sum *sums)
{
    size_t used = 0;

    for (size_t i = 0; i < shown.used; i++) {
        const struct shown *entry = &shown.all[i];
        if (!shown_is_alive(entry))
            continue;
        const char *type = object_type_name(entry->object);
        size_t at = 0;
        while (at < used && sums[at].type != type && strcmp(sums[at].type, type) != 0)
            at++;
        if (at == TYPES_MOST)
            return TYPES_MOST + 1;
        if (at == used)
            sums[used++] = (struct sum){.type = type};
        sums[at].count += shown_count(entry);
        sums[at].visits += entry->visits;
    }
    return used;
}

/* The same whatever the order. */
static uint64_t digest_of(const struct sum *sums, size_t count)
{
    uint64_t digest = 1;

    for (size_t i = 0; i < count; i++) {
        uint64_t mix = (uint64_t)sums[i].count * 0x9E3779B97F4A7C15u + (uint64_t)sums[i].visits;
        for (const char *c = sums[i].type; *c != '\0'; c++)
            mix = (mix ^ (unsigned char)*c) * 0x100000001b3u;
        digest += mix;
    }
    return digest;
}

static void send_holds(bool left_over, int *room)
{
    for (size_t i = 0; i < shown.used; i++) {
        const struct shown *entry = &shown.all[i];
        if (*room == 0)
            return;
        if (!shown_is_alive(entry) || (shown_count(entry) != entry->visits) != left_over ||
            (entry->place.file == NULL && !left_over) || entry->object->type == &class_type)
            continue;
        record_begin("holds");
        record_text(object_type_name(entry->object));
        record_text(entry->place.file);
        record_number(entry->place.line);
        record_number(shown_count(entry));
        record_number(entry->visits);
        record_text(shown_visitors(entry));
        record_end();
        --*room;
    }
}

/* "?": it was not looked at. */
static void send_unknown(void)
{
    if (owed.said == 0)
        return;
    owed.said = 0;
    record_begin("owed");
    record_text("?");
    record_end();
}

static void send_sums(const struct sum *sums, size_t count)
{
    int room = TOLD_MOST;

    record_begin("owed");
    record_end();
    for (size_t i = 0; i < count; i++) {
        record_begin("sum");
        record_text(sums[i].type);
        record_number(sums[i].count);
        record_number(sums[i].visits);
        record_end();
    }
    send_holds(true, &room);
    send_holds(false, &room);
}

static bool may_look(bool asked)
{
    size_t size = tracemalloc.trace_size;

    if (!tracemalloc.tracing || tracemalloc.trace_count + owed.others != memory_blocks() ||
        size > LARGEST || owed.spent + size > BUDGET)
        return false;
    if (!asked && learner_is_running())
        return false;
    owed.spent += size;
    return shown_enter_all();
}

static void look(bool asked)
{
    struct sum sums[TYPES_MOST];

    owed.fresh = false;
    if (!may_look(asked)) {
        send_unknown();
        return;
    }
    size_t count = visits_count() ? add_up(sums) : TYPES_MOST + 1;
    if (count > TYPES_MOST) {
        send_unknown();
        return;
    }
    owed.fresh = true;
    uint64_t digest = digest_of(sums, count);
    if (digest != owed.said && !owed.unbooked)
        send_sums(sums, count);
    owed.said = digest;
}

bool owed_send_gone(uintptr_t address)
{
    return owed.on && owed.fresh && address != 0 && gone_send(address);
}

/* ---- errors ------------------------------------------------------------------------------------
 */

void owed_send_pending(void)
{
    if (!owed.on || error_occurred() == owed.pending)
        return;
    owed.pending = error_occurred();
    record_begin("pending");
    record_text(error_message());
    record_end();
}

/* ---- the outside -------------------------------------------------------------------------------
 */

void owed_begin(bool unbooked)
{
    owed.on = true;
    owed.unbooked = unbooked;
    owed.amiss = false;
    owed.others = memory_blocks();
    owed.spent = 0;
    owed.said = 0;
    owed.pending = ERROR_NONE;
    shown_begin();
    gone_begin();
}

void owed_end(void)
{
    owed.on = false;
}

void owed_point(void)
{
    if (!owed.on || visits_inside() != NULL)
        return;
    owed_send_pending();
    look(false);
}

void check_owed(void)
{
    if (!owed.on || visits_inside() != NULL)
        return;
    owed_send_pending();
    look(true);
    record_begin("point");
    record_end();
}

void check_amiss(const char *sentence)
{
    if (owed.amiss || !owed.on)
        return;
    owed.amiss = true;
    record_begin("amiss");
    record_text(sentence);
    record_end();
}
