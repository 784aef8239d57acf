/* Everybody is traversed, and each visit is counted: see shown.h. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/error.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/dict_table.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"
#include "exercises/grader/runtime/shown.h"

static OWN struct object *inside; /* whose traverse runs; NULL: none */
static OWN jmp_buf unwritten;     /* the way out of one that is still to be written */
static OWN FILE *nowhere, *printing;

static bool is_type(const struct object *object)
{
    for (size_t i = 0; i < shown.used; i++)
        if (shown_is_alive(&shown.all[i]) && object == &shown.all[i].object->type->base)
            return true;
    return false;
}

static void visit_of_stranger(const struct object *referent)
{
    const char *type = object_type_name(inside);

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
    struct shown *entry = referent != NULL ? shown_find(referent) : NULL;
    const char *type = object_type_name(inside);

    (void)argument;
    if (entry == NULL) {
        visit_of_stranger(referent);
        return;
    }
    if (!shown_is_alive(entry)) {
        check_amiss(check_text("The traverse of %s visited an object that is gone.", type));
        return;
    }
    entry->visits++;
    for (int i = 0; i < SHOWN_VISITORS; i++) {
        if (entry->by[i].type == NULL)
            entry->by[i].type = type;
        if (strcmp(entry->by[i].type, type) == 0) {
            entry->by[i].times++;
            return;
        }
    }
}

static void find_shown_too_often(void)
{
    for (size_t i = 0; i < shown.used; i++) {
        const struct shown *entry = &shown.all[i];
        if (!shown_is_alive(entry) || entry->visits <= shown_count(entry) ||
            entry->place.file == NULL)
            continue;
        intptr_t count = shown_count(entry);
        check_amiss(check_text("%s has %td reference%s, but traverse visits it %td times (%s).",
                               shown_name(entry), count, count == 1 ? "" : "s", entry->visits,
                               shown_visitors(entry)));
        return;
    }
}

static ssize_t write_nowhere(void *cookie, const char *bytes, size_t size)
{
    (void)cookie, (void)bytes;
    return (ssize_t)size;
}

static void visit_keys(const struct table *table)
{
    for (intptr_t i = 0; i < table->filled; i++)
        if (table_entry(table, i)->key != NULL)
            count_visit(table_entry(table, i)->key, NULL);
}

/* A dict does not show its keys while all are strs, nor a class its names: they own them all the
 * same. Those of an instance's dict are the class's. */
static void visit_all(struct object *object)
{
    const struct dict *dict = (const struct dict *)object;

    object_traverse(object, count_visit, NULL);
    if (object->type == &dict_type && dict->table->kind == TABLE_STR)
        visit_keys(dict->table);
    else if (object->type == &class_type)
        visit_keys(((const struct class *)object)->names);
}

/* False: a traverse is still to be written, so nothing can be known. What it prints is not shown:
 * it would be printed at each look. */
static bool visit_everybody(void)
{
    struct error pending;
    bool written = setjmp(unwritten) == 0;

    if (written) {
        error_fetch(&pending);
        if (nowhere == NULL)
            nowhere = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_nowhere});
        guard_add_stream(nowhere);
        printing = stdout;
        if (nowhere != NULL)
            stdout = nowhere;
        for (size_t i = 0; i < shown.used; i++) {
            inside = shown.all[i].object;
            if (shown_is_alive(&shown.all[i]))
                visit_all(inside);
        }
        error_restore(&pending);
    }
    stdout = printing;
    inside = NULL;
    return written;
}

/* A traverse only shows. What it did to counts is undone, for else looking would change what is
 * seen. False: it freed something, and nothing can be said any more. */
static bool nothing_changed(size_t objects)
{
    if (objects != tracemalloc.trace_count) {
        check_amiss("A traverse made or freed an object. It only shows what there is.");
        return false;
    }
    for (size_t i = 0; i < shown.used; i++) {
        const struct shown *entry = &shown.all[i];
        if (entry->object->refcount == entry->count)
            continue;
        check_amiss(check_text("A traverse changed the number of references to %s from %td to "
                               "%td. It only shows what there is.",
                               shown_name(entry), entry->count, entry->object->refcount));
        entry->object->refcount = entry->count;
    }
    return true;
}

bool visits_count(void)
{
    size_t objects = tracemalloc.trace_count;

    if (!visit_everybody() || !nothing_changed(objects))
        return false;
    find_shown_too_often();
    return true;
}

void visits_unwritten(void)
{
    if (inside != NULL)
        longjmp(unwritten, 1);
}

const struct object *visits_inside(void)
{
    return inside;
}
