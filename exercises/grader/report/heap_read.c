/* From the lines that a check sent to a heap: see heap.h. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/heap.h"

enum { PARTS = 4 };

/* The tab-separated parts of a line; "" where there is none. */
static void split(const char *line, size_t size, const char *parts[PARTS])
{
    for (int i = 0; i < PARTS; i++) {
        const char *tab = memchr(line, '\t', size);
        size_t part = tab != NULL && i + 1 < PARTS ? (size_t)(tab - line) : size;
        parts[i] = copy_of(line, part);
        size_t step = part < size ? part + 1 : size;
        line += step;
        size -= step;
    }
}

static bool is_here(const struct heap *heap, size_t number)
{
    return number > 0 && number <= heap->object_count;
}

static void add_object(struct heap *heap, const char *const parts[PARTS])
{
    const char *count = parts[2];

    heap->objects[heap->object_count++] = (struct heap_object){
        .what = make_one_line(parts[3]),
        .count = format("%s reference%s", make_one_line(count), strcmp(count, "1") == 0 ? "" : "s"),
        .names = "",
        .first = heap->field_count,
        .end = heap->field_count,
    };
}

static void add_name(struct heap *heap, const char *name, size_t object, const char *value)
{
    heap->names[heap->name_count++] =
        (struct heap_name){.name = make_one_line(name), .object = object, .value = value};
}

/* Fields come right after their owner. The target may come later: it is checked at the end. */
static void add_field(struct heap *heap, const char *label, size_t to, const char *value)
{
    struct heap_object *owner = &heap->objects[heap->object_count - 1];

    heap->fields[heap->field_count++] = (struct heap_field){
        .from = heap->object_count, .to = to, .label = make_one_line(label), .value = value};
    owner->end = heap->field_count;
}

static void read_line(struct heap *heap, const char *const parts[PARTS])
{
    bool own = heap->object_count > 0 && strtoul(parts[1], NULL, 10) == heap->object_count;

    if (strcmp(parts[0], "object") == 0)
        add_object(heap, parts);
    else if (strcmp(parts[0], "name") == 0)
        add_name(heap, parts[2], strtoul(parts[1], NULL, 10),
                 strcmp(parts[1], "0") == 0 ? "NULL" : NULL);
    else if (strcmp(parts[0], "value") == 0 && strcmp(parts[1], "0") == 0)
        add_name(heap, parts[2], 0, make_one_line(parts[3]));
    else if (strcmp(parts[0], "value") == 0 && own)
        add_field(heap, parts[2], 0, make_one_line(parts[3]));
    else if (strcmp(parts[0], "edge") == 0 && own)
        add_field(heap, parts[3], strtoul(parts[2], NULL, 10), NULL);
    else if (strcmp(parts[0], "more") == 0)
        heap->more = strtoul(parts[1], NULL, 10);
}

/* Who leads to no object that is here leads to "?"; objects learn their names. */
static void tie(struct heap *heap)
{
    for (size_t i = 0; i < heap->field_count; i++)
        if (heap->fields[i].value == NULL && !is_here(heap, heap->fields[i].to))
            heap->fields[i] = (struct heap_field){
                .from = heap->fields[i].from, .label = heap->fields[i].label, .value = "?"};
    for (size_t i = 0; i < heap->name_count; i++) {
        struct heap_name *name = &heap->names[i];
        if (name->value != NULL)
            continue;
        if (!is_here(heap, name->object)) {
            name->object = 0;
            name->value = "?";
            continue;
        }
        struct heap_object *object = &heap->objects[name->object - 1];
        object->names =
            *object->names != '\0' ? format("%s, %s", object->names, name->name) : name->name;
    }
}

void heap_read(struct heap *heap, const char *text)
{
    size_t lines = 1;

    for (const char *c = text; *c != '\0'; c++)
        lines += *c == '\n';
    *heap = (struct heap){.objects = allocate(lines, sizeof heap->objects[0]),
                          .names = allocate(lines, sizeof heap->names[0]),
                          .fields = allocate(lines, sizeof heap->fields[0])};
    while (*text != '\0') {
        const char *parts[PARTS];
        size_t size = strcspn(text, "\n");
        split(text, size, parts);
        read_line(heap, parts);
        text += size + (text[size] == '\n');
    }
    tie(heap);
}

static bool same_fields(const struct heap *a, const struct heap_object *one, const struct heap *b,
                        const struct heap_object *two)
{
    if (one->end - one->first != two->end - two->first)
        return false;
    for (size_t i = 0; i < one->end - one->first; i++) {
        const struct heap_field *first = &a->fields[one->first + i];
        const struct heap_field *second = &b->fields[two->first + i];
        if (first->to != second->to || strcmp(first->label, second->label) != 0 ||
            (first->to == 0 && strcmp(first->value, second->value) != 0))
            return false;
    }
    return true;
}

void heap_compare(struct heap *heap, const struct heap *other)
{
    for (size_t i = 0; i < heap->object_count; i++) {
        struct heap_object *object = &heap->objects[i];
        const struct heap_object *same = i < other->object_count ? &other->objects[i] : NULL;
        object->differs = same == NULL || strcmp(object->what, same->what) != 0 ||
                          strcmp(object->count, same->count) != 0 ||
                          !same_fields(heap, object, other, same);
    }
}
