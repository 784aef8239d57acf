/* What runs a file for ./reclaim try: its one check, and what the file can ask for (try.h).
 *
 * Before each line of the file a call of try_line() was put in (judge/try_lines.c). It sends, as
 * `step`, the line that comes and how much was printed so far; and as `draw` whose count the lines
 * before it changed.
 */
#include "exercises/try/try.h"
#undef DRAW /* here it is a check's */

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/looking/slots.h"
#include "common/tracing/census.h"
#include "common/tracing/tracemalloc.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"

enum { OBJECTS_MOST = 4096, LINES_MOST = 300, CHANGES_MOST = 12, ROWS_MOST = 20, TEXT = 4096 };

struct known {
    const struct object *object;
    const struct type *type;
    intptr_t count;
    int number;
    char text[ATOM_TEXT]; /* of an atom */
};

static OWN struct {
    struct known tables[2][OBJECTS_MOST];
    size_t used[2];
    int now; /* which of the two is the latest */
    int numbers, lines;
    bool inside; /* a traverse of the file's own may be called from here */
    char text[TEXT];
    size_t size;
    struct summary peaks;
} seen;

__attribute__((format(printf, 1, 2))) static void add(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int n = vsnprintf(seen.text + seen.size, TEXT - seen.size, format, arguments);
    va_end(arguments);
    seen.size = seen.size + (size_t)n < TEXT ? seen.size + (size_t)n : TEXT - 1;
}

static void send_text(void)
{
    if (seen.size > 0)
        check_show(seen.text);
    seen.size = 0;
    seen.text[0] = '\0';
}

static struct known *find(int table, const struct object *object)
{
    for (size_t i = 0; i < seen.used[table]; i++)
        if (seen.tables[table][i].object == object)
            return &seen.tables[table][i];
    return NULL;
}

static int by_number(const void *a, const void *b)
{
    const struct known *first = a, *second = b;

    return (first->number > second->number) - (first->number < second->number);
}

static void enter(struct object *object)
{
    struct known *entry = &seen.tables[seen.now][seen.used[seen.now]++];
    const struct known *before = find(!seen.now, object);

    *entry = (struct known){.object = object, .type = object->type, .count = refcount(object)};
    if (str_check(object) || object->type == &int_type)
        atom_text(object, entry->text);
    bool same =
        before != NULL && before->type == entry->type && strcmp(before->text, entry->text) == 0;
    entry->number = same ? before->number : ++seen.numbers;
}

/* Everybody who lives, into the table that is the latest from now on. */
static void enter_all(void)
{
    seen.now = !seen.now;
    seen.used[seen.now] = 0;
    for (const struct trace *trace = tracer_next(NULL); trace != NULL; trace = tracer_next(trace)) {
        struct object *object = trace->use == MEMORY_GC_OBJECT ? object_of(trace->block)
                                : trace->use == MEMORY_OBJECT  ? trace->block
                                                               : NULL;
        if (object != NULL && refcount(object) > 0 && seen.used[seen.now] < OBJECTS_MOST)
            enter(object);
    }
    qsort(seen.tables[seen.now], seen.used[seen.now], sizeof(struct known), by_number);
}

/* "list 3", "str 'kiwi' 4" */
static void add_name(const struct known *entry)
{
    const char *type = entry->type->name;

    add("%s %s%s%d", strchr(type, '.') != NULL ? strrchr(type, '.') + 1 : type, entry->text,
        *entry->text != '\0' ? " " : "", entry->number);
}

static const struct known *with_number(int table, const struct known *wanted)
{
    return bsearch(wanted, seen.tables[table], seen.used[table], sizeof *wanted, by_number);
}

static void add_changes(void)
{
    int changes = 0;

    for (size_t i = 0; i < seen.used[!seen.now]; i++) {
        const struct known *before = &seen.tables[!seen.now][i];
        const struct known *after = with_number(seen.now, before);
        if ((after != NULL && after->count == before->count) || changes++ >= CHANGES_MOST)
            continue;
        add_name(before);
        if (after == NULL)
            add(": %lld -> gone\n", (long long)before->count);
        else
            add(": %lld -> %lld\n", (long long)before->count, (long long)after->count);
    }
    for (size_t i = 0; i < seen.used[seen.now]; i++) {
        const struct known *after = &seen.tables[seen.now][i];
        if (with_number(!seen.now, after) != NULL || changes++ >= CHANGES_MOST)
            continue;
        add("new: ");
        add_name(after);
        add(", %lld reference%s\n", (long long)after->count, after->count == 1 ? "" : "s");
    }
    if (changes > CHANGES_MOST)
        add("and %d more changes\n", changes - CHANGES_MOST);
}

/* Called before each line; 0: at the end. */
__attribute__((visibility("default"))) void try_line(int line);

void try_line(int line)
{
    if (seen.inside || ++seen.lines > LINES_MOST)
        return;
    seen.inside = true;
    enter_all();
    add_changes();
    send_text();
    fflush(NULL);
    check_step("%d %lld", line, (long long)lseek(STDOUT_FILENO, 0, SEEK_CUR));
    seen.inside = false;
}

__attribute__((visibility("default"))) void try_draw(const char *names,
                                                     struct object *const *objects, int count)
{
    seen.inside = true;
    check_draw(names, objects, count);
    seen.inside = false;
}

__attribute__((visibility("default"))) void try_census(void)
{
    struct census_row rows[ROWS_MOST];
    size_t objects = 0, count = census_take(rows, ROWS_MOST, &objects);

    add("alive: %zu\n", objects);
    for (size_t i = 0; i < count && i < ROWS_MOST; i++)
        add("  %zu %s, made at %s:%d, %lld reference%s\n", rows[i].count, rows[i].type_name,
            base_of(rows[i].place.file), rows[i].place.line, (long long)rows[i].refcount,
            rows[i].refcount == 1 ? "" : "s");
    send_text();
}

__attribute__((visibility("default"))) void try_growth(void)
{
    struct summary grown = {0};

    if (objgraph_growth(&grown, &seen.peaks)) {
        add(grown.count > 0 ? "more than before:\n" : "no type has more objects than before\n");
        for (size_t i = 0; i < grown.count && i < ROWS_MOST; i++)
            add("  %s: %td, %+td\n", grown.rows[i].type_name, grown.rows[i].count,
                grown.rows[i].growth);
    }
    summary_free(&grown);
    send_text();
}

struct search {
    const struct object *wanted;
    int times;
};

static void count_visit(struct object *referent, void *argument)
{
    struct search *search = argument;

    search->times += referent == search->wanted;
}

__attribute__((visibility("default"))) void try_holders(const char *name, struct object *object)
{
    bool any = false;

    seen.inside = true;
    enter_all();
    for (size_t i = 0; object != NULL && i < seen.used[seen.now]; i++) {
        const struct known *entry = &seen.tables[seen.now][i];
        struct search search = {.wanted = object};
        if (entry->type->traverse == NULL && !(entry->type->flags & TYPE_HEAP))
            continue;
        object_traverse((struct object *)(uintptr_t)entry->object, count_visit, &search);
        if (search.times == 0)
            continue;
        if (!any)
            add("%s is held by ", name);
        else
            add(", ");
        add_name(entry);
        any = true;
    }
    if (!any)
        add("no object holds %s", name);
    add("\n");
    send_text();
    seen.inside = false;
}

CHECK(try, .title = "the program comes to its end", .points = 10, .seconds = 5, .unbooked = true)
{
    try();
    seen.lines = seen.lines > LINES_MOST ? LINES_MOST - 1 : seen.lines;
    try_line(0);
    summary_free(&seen.peaks);
}
