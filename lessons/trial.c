/* The table of trial deletion. See trial.h. */
#include "lessons/trial.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/collector/observe.h"
#include "lessons/narrator.h"
#include "lessons/page.h"
#include "lessons/record.h"

enum { MAX_MEMBERS = 12, LINE = 128 };

static struct trial {
    struct member {
        const char *name;
        const struct object *address; /* may be dead: compared, never followed */
        bool examined, parked, rescued, garbage;
        size_t count, copied, left;
    } members[MAX_MEMBERS];
    struct member *rows[MAX_MEMBERS]; /* in the collector's order */
    int member_count, row_count;
    bool parted; /* the table is complete; what a second pass says is no part of it */
    bool over;   /* so is the collection: the next member begins another table */
} trial;

/* What the last table showed goes when the next one begins. */
static void begin_table(void)
{
    if (trial.over)
        trial = (struct trial){0};
}

void member(const char *name, const struct object *obj)
{
    begin_table();
    if (trial.member_count == MAX_MEMBERS)
        fatal("member", "more than %d members", MAX_MEMBERS);
    trial.members[trial.member_count++] = (struct member){.name = name, .address = obj};
}

static struct member *member_at(const struct object *obj)
{
    for (int i = 0; i < trial.member_count; i++)
        if (trial.members[i].address == obj)
            return &trial.members[i];
    return NULL;
}

/* ---- what the collector tells -------------------------------------------------------------------
 */

static void note_count(struct object *obj, void *unused)
{
    struct member *row = member_at(obj);

    (void)unused;
    if (row == NULL)
        return;
    trial.rows[trial.row_count++] = row;
    row->examined = true;
    row->count = (size_t)refcount(obj);
}

static void note_copied(struct object *obj, void *unused)
{
    (void)unused;
    if (member_at(obj) != NULL)
        member_at(obj)->copied = observe_working_count(obj);
}

static void note_left(struct object *obj, void *unused)
{
    (void)unused;
    if (member_at(obj) != NULL)
        member_at(obj)->left = observe_working_count(obj);
}

static void note_garbage(struct object *obj, void *unused)
{
    (void)unused;
    if (member_at(obj) != NULL)
        member_at(obj)->garbage = true;
}

static void note_move(struct object *obj, enum observe_move move, void *unused)
{
    struct member *row = member_at(obj);

    (void)unused;
    if (row == NULL || trial.parted)
        return;
    *(move == OBSERVE_PARKED ? &row->parked : &row->rescued) = true;
}

/* ---- the table ----------------------------------------------------------------------------------
 */

static const char *verdict_of(const struct member *row)
{
    if (!row->examined)
        return "not examined";
    if (row->garbage)
        return "garbage";
    if (row->rescued)
        return "set aside, brought back";
    return row->left > 0 ? "held from outside" : "held by a survivor";
}

static void show_table(void)
{
    char text[LINE];

    if (trial.row_count == 0)
        return;
    page_add(FAINT, "      object  count  copied  after subtraction  verdict");
    page_end_line();
    for (int i = 0; i < trial.row_count; i++) {
        const struct member *row = trial.rows[i];
        snprintf(text, sizeof text, "      %-6s  %5zu  %6zu  ", row->name, row->count, row->copied);
        page_add(PLAIN, text);
        snprintf(text, sizeof text, "%17zu", row->left);
        page_add(NUMBER, text);
        snprintf(text, sizeof text, "  %s", verdict_of(row));
        page_add(row->garbage ? HAPPENING : PLAIN, text);
        page_end_line();
    }
}

static void note_phase(enum observe_phase phase, const struct gc_head *base,
                       const struct gc_head *unreachable, void *unused)
{
    (void)unused;
    if (trial.parted)
        return;
    switch (phase) {
    case OBSERVE_MERGED: observe_each(base, note_count, NULL); break;
    case OBSERVE_COPIED: observe_each(base, note_copied, NULL); break;
    case OBSERVE_SUBTRACTED: observe_each(base, note_left, NULL); break;
    case OBSERVE_PARTED:
        observe_each(unreachable, note_garbage, NULL);
        trial.parted = true;
        show_table();
        break;
    default: break;
    }
}

long long collects(const char *code, int generation)
{
    static const struct observer observer = {.phase = note_phase, .move = note_move};
    char text[LINE];

    begin_table();
    does(code);
    recording_observe(&observer);
    long long found = gc_collect(generation);
    recording_observe(NULL);
    trial.over = true;
    snprintf(text, sizeof text, "%lld", found);
    page_lay(PLAIN, "      ", PLAIN, text);
    return found;
}

static const struct member *member_named(const char *name)
{
    for (int i = 0; i < trial.member_count; i++)
        if (strcmp(trial.members[i].name, name) == 0)
            return &trial.members[i];
    fatal("trial", "%s is no member", name);
}

long long copied(const char *name)
{
    return (long long)member_named(name)->copied;
}

long long left_of(const char *name)
{
    return (long long)member_named(name)->left;
}

const char *verdict(const char *name)
{
    return verdict_of(member_named(name));
}
