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
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/tracing/tracemalloc.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "exercises/grader/runtime/owed.h"
#include "exercises/grader/runtime/runtime.h"

enum {
    VISITORS = 3,
    TYPES_MOST = 64,
    TOLD_MOST = 40,
    BUDGET = 2000000,  /* places of the tracer's table that a check may look at */
    LARGEST = 40000,   /* at once */
    FIRST_ROOM = 4096, /* a power of two; at most half of it is used */
};

/* One object, and who shows it. */
struct shown {
    struct object *object; /* NULL: an empty place */
    struct place place;    /* that made it; file NULL: it is a shared atom */
    intptr_t count;        /* of references, before anybody was traversed */
    intptr_t shared;       /* references that a shared atom always has */
    intptr_t visits;
    struct {
        const char *type;
        int times;
    } by[VISITORS];
};

struct sum {
    const char *type;
    intptr_t count, visits;
};

static struct {
    bool on;
    bool amiss;    /* was said */
    size_t others; /* blocks that the tracer does not know, and need not */
    size_t spent;  /* of the budget */
    uint64_t said; /* what was sent last */
    enum error_kind pending;
    struct shown *table;
    size_t room, used;
    struct object *inside; /* whose traverse runs; NULL: none */
    jmp_buf unwritten;     /* for a traverse that is still to be written */
    FILE *nowhere, *printing;
} owed;

static struct shown atoms[INT_LARGEST_SHARED - INT_SMALLEST_SHARED + 1 + 128 + 3];
static size_t atom_count;

/* ---- the table ------------------------------------------------------------------------------- */

static struct shown *place_of(const struct object *object)
{
    size_t at = ((uintptr_t)object >> 4) * 0x9E3779B97F4A7C15u >> 20;

    for (at &= owed.room - 1; owed.table[at].object != NULL; at = (at + 1) & (owed.room - 1))
        if (owed.table[at].object == object)
            break;
    return &owed.table[at];
}

static bool clear_table(size_t objects)
{
    size_t room = FIRST_ROOM;

    while (room < 2 * (objects + atom_count))
        room *= 2;
    if (room > owed.room) {
        free(owed.table);
        owed.table = malloc(room * sizeof owed.table[0]);
        owed.room = owed.table != NULL ? room : 0;
    }
    if (owed.table == NULL)
        return false;
    memset(owed.table, 0, owed.room * sizeof owed.table[0]);
    owed.used = 0;
    return true;
}

static void enter(struct shown shown)
{
    shown.count = refcount(shown.object);
    *place_of(shown.object) = shown;
    owed.used++;
}

static void enter_all(void)
{
    for (const struct trace *trace = tracer_next(NULL); trace != NULL; trace = tracer_next(trace)) {
        bool headed = trace->use == MEMORY_GC_OBJECT;
        if (headed || trace->use == MEMORY_OBJECT)
            enter((struct shown){.object = headed ? object_of(trace->block) : trace->block,
                                 .place = trace->traceback->places[0]});
    }
    for (size_t i = 0; i < atom_count; i++)
        enter(atoms[i]);
}

static bool is_alive(const struct shown *shown)
{
    return shown->object != NULL && shown->count > 0;
}

static intptr_t count_of(const struct shown *shown)
{
    return shown->count - shown->shared;
}

static void share(struct object *atom)
{
    decref(atom);
    atoms[atom_count++] = (struct shown){.object = atom, .shared = refcount(atom)};
}

static void find_atoms(void)
{
    atom_count = 0;
    for (int i = INT_SMALLEST_SHARED; i <= INT_LARGEST_SHARED; i++)
        share(int_new(i));
    for (int c = 0; c < 128; c++)
        share(str_new((char[]){(char)c, '\0'}));
    share(bool_new(false));
    share(bool_new(true));
    share(newref(none()));
}

/* ---- what is amiss whatever the check holds ----------------------------------------------------
 */

static const char *name_of(const struct shown *shown)
{
    const char *type = object_type_name(shown->object);

    return shown->place.file == NULL ? check_text("a shared %s", type)
                                     : check_text("the %s made at %s:%d", type,
                                                  base_of(shown->place.file), shown->place.line);
}

static const char *visitors_of(const struct shown *shown)
{
    static char text[128];

    text[0] = '\0';
    for (int i = 0; i < VISITORS && shown->by[i].type != NULL; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s %d", i > 0 ? ", " : "",
                 shown->by[i].type, shown->by[i].times);
    return text;
}

static bool is_type(const struct object *object)
{
    for (size_t i = 0; i < owed.room; i++)
        if (is_alive(&owed.table[i]) && object == &owed.table[i].object->type->base)
            return true;
    return false;
}

static void visit_of_stranger(const struct object *referent)
{
    const char *type = object_type_name(owed.inside);

    if (referent == NULL)
        check_amiss(check_text("The traverse of %s visited NULL. An empty place is no reference, "
                               "and is not visited.",
                               type));
    else if (is_type(referent))
        check_amiss(check_text("The traverse of %s visited its type. A static type is owned by "
                               "nobody, so that is no reference.",
                               type));
    else
        check_amiss(
            check_text("The traverse of %s visited an address at which no object lives.", type));
}

static void count_visit(struct object *referent, void *argument)
{
    struct shown *shown = referent != NULL ? place_of(referent) : NULL;
    const char *type = object_type_name(owed.inside);

    (void)argument;
    if (shown == NULL || shown->object == NULL) {
        visit_of_stranger(referent);
        return;
    }
    if (!is_alive(shown)) {
        check_amiss(check_text("The traverse of %s visited an object that is gone.", type));
        return;
    }
    shown->visits++;
    for (int i = 0; i < VISITORS; i++) {
        if (shown->by[i].type == NULL)
            shown->by[i].type = type;
        if (strcmp(shown->by[i].type, type) == 0) {
            shown->by[i].times++;
            return;
        }
    }
}

static void find_shown_too_often(void)
{
    for (size_t i = 0; i < owed.room; i++) {
        const struct shown *shown = &owed.table[i];
        if (!is_alive(shown) || shown->visits <= count_of(shown) || shown->place.file == NULL)
            continue;
        intptr_t count = count_of(shown);
        check_amiss(check_text("%s has %td reference%s, but traverse visits it %td times (%s).",
                               name_of(shown), count, count == 1 ? "" : "s", shown->visits,
                               visitors_of(shown)));
        return;
    }
}

/* ---- a walk ------------------------------------------------------------------------------------
 */

/* A dict does not show its keys while all are strs, nor a class its names: they own them all the
 * same. */
static void visit_all(struct object *object)
{
    const struct class *cls = (const struct class *)object;
    struct object *key, *value;
    intptr_t position = 0;

    if (object->type == &dict_type) {
        while (dict_next(object, &position, &key, &value)) {
            count_visit(key, NULL);
            count_visit(value, NULL);
        }
    } else if (object->type == &class_type) {
        for (int i = 0; i < cls->name_count; i++)
            count_visit(cls->names[i], NULL);
    } else {
        object_traverse(object, count_visit, NULL);
    }
}

/* False: a traverse is still to be written, so nothing can be known. What it prints is not shown:
 * it would be printed at each look. */
static bool visit_everybody(void)
{
    struct error pending;
    bool written = setjmp(owed.unwritten) == 0;

    if (written) {
        error_fetch(&pending);
        owed.printing = stdout;
        if (owed.nowhere != NULL)
            stdout = owed.nowhere;
        for (size_t i = 0; i < owed.room; i++) {
            owed.inside = owed.table[i].object;
            if (is_alive(&owed.table[i]))
                visit_all(owed.inside);
        }
        error_restore(&pending);
    }
    stdout = owed.printing;
    owed.inside = NULL;
    return written;
}

void owed_unwritten(void)
{
    if (owed.inside != NULL)
        longjmp(owed.unwritten, 1);
}

const char *owed_inside(void)
{
    return owed.inside != NULL ? object_type_name(owed.inside) : NULL;
}

/* A traverse only shows. What it did to counts is undone, for else looking would change what is
 * seen. False: it freed something, and nothing can be said any more. */
static bool nothing_changed(size_t objects)
{
    if (objects != tracemalloc.trace_count) {
        check_amiss("A traverse made or freed an object. It only shows what there is.");
        return false;
    }
    for (size_t i = 0; i < owed.room; i++) {
        const struct shown *shown = &owed.table[i];
        if (shown->object == NULL || shown->object->refcount == shown->count)
            continue;
        check_amiss(check_text("A traverse changed the number of references to %s from %td to "
                               "%td. It only shows what there is.",
                               name_of(shown), shown->count, shown->object->refcount));
        shown->object->refcount = shown->count;
    }
    return true;
}

/* ---- what is left over, by type ----------------------------------------------------------------
 */

static size_t add_up(struct sum *sums)
{
    size_t used = 0;

    for (size_t i = 0; i < owed.room; i++) {
        const struct shown *shown = &owed.table[i];
        if (!is_alive(shown))
            continue;
        const char *type = object_type_name(shown->object);
        size_t at = 0;
        while (at < used && sums[at].type != type && strcmp(sums[at].type, type) != 0)
            at++;
        if (at == TYPES_MOST)
            return TYPES_MOST + 1;
        if (at == used)
            sums[used++] = (struct sum){.type = type};
        sums[at].count += count_of(shown);
        sums[at].visits += shown->visits;
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
    for (size_t i = 0; i<owed.room && * room> 0; i++) {
        const struct shown *shown = &owed.table[i];
        if (!is_alive(shown) || (count_of(shown) != shown->visits) != left_over ||
            (shown->place.file == NULL && !left_over) || shown->object->type == &class_type)
            continue;
        record_begin("holds");
        record_text(object_type_name(shown->object));
        record_text(shown->place.file);
        record_number(shown->place.line);
        record_number(count_of(shown));
        record_number(shown->visits);
        record_text(visitors_of(shown));
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
    return clear_table(tracemalloc.trace_count);
}

static void look(bool asked)
{
    struct sum sums[TYPES_MOST];

    if (!may_look(asked)) {
        send_unknown();
        return;
    }
    enter_all();
    size_t objects = tracemalloc.trace_count;
    bool looked = visit_everybody() && nothing_changed(objects);
    size_t count = looked ? add_up(sums) : TYPES_MOST + 1;
    if (count > TYPES_MOST) {
        send_unknown();
        return;
    }
    find_shown_too_often();
    uint64_t digest = digest_of(sums, count);
    if (digest != owed.said)
        send_sums(sums, count);
    owed.said = digest;
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

static ssize_t write_nowhere(void *cookie, const char *bytes, size_t size)
{
    (void)cookie, (void)bytes;
    return (ssize_t)size;
}

void owed_begin(void)
{
    owed.on = true;
    owed.amiss = false;
    owed.others = memory_blocks();
    owed.spent = 0;
    owed.said = 0;
    owed.pending = ERROR_NONE;
    if (owed.nowhere == NULL)
        owed.nowhere = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_nowhere});
    find_atoms();
}

void owed_end(void)
{
    owed.on = false;
}

void owed_point(void)
{
    if (!owed.on || owed.inside != NULL)
        return;
    owed_send_pending();
    look(false);
}

void check_owed(void)
{
    if (!owed.on || owed.inside != NULL)
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
