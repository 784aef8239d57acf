/* Writes the heap as data. See heap.h. */
#include "common/looking/heap.h"

#include "common/collector/gc.h"
#include "common/looking/lost.h"
#include "common/looking/numbers.h"
#include "common/looking/slots.h"
#include "common/weakrefs/weakref.h"

/* A record that is being made. Boxes stand in this order: named, lost, held from outside. */
struct sketch {
    FILE *out;
    struct visited boxes;
    size_t named;                /* so many boxes were reached from names */
    size_t lost;                 /* so many were reached from there on or are lost */
    size_t drawn;                /* so many are written, the others are counted */
    size_t slot;                 /* of the box that is being written */
    int generations[HEAP_LIMIT]; /* of the boxes; -1: in none */
};

void heap_begin(void)
{
    numbers_begin();
}

void heap_end(void)
{
    numbers_end();
}

size_t heap_number(const struct object *address)
{
    const struct birth_record *entry = numbers_find(address);

    return entry == NULL ? 0 : entry->number;
}

bool heap_shows(const struct heap *heap, const struct object *address)
{
    size_t number = heap_number(address);

    for (size_t i = 0; number != 0 && i < heap->count; i++)
        if (heap->entries[i].number == number)
            return true;
    return false;
}

/* ---- what is in the record ----------------------------------------------------------------------
 */

static void find_named(struct sketch *sketch, const struct heap_name *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (names[i].obj != NULL && box_check(names[i].obj))
            visited_add(&sketch->boxes, names[i].obj);
    sketch->drawn = boxes_find_near(&sketch->boxes, 0);
    sketch->named = sketch->boxes.count;
}

static void find_lost(struct sketch *sketch)
{
    struct object *lost[HEAP_LOST];
    size_t count = lost_first(lost, HEAP_LOST);

    for (size_t i = 0; i < count; i++)
        visited_add(&sketch->boxes, lost[i]);
}

static void find_held_outside(struct sketch *sketch, const struct heap *heap)
{
    for (size_t i = 0; i < heap->count; i++)
        if (heap_number(heap->entries[i].address) == heap->entries[i].number)
            visited_add(&sketch->boxes, (struct object *)(uintptr_t)heap->entries[i].address);
}

static void find_all(struct sketch *sketch, const struct heap *heap, const struct heap_name *names,
                     size_t count)
{
    sketch->boxes.failed |= !lost_find();
    find_named(sketch, names, count);
    find_lost(sketch);
    sketch->lost = sketch->boxes.count;
    find_held_outside(sketch, heap);
    size_t near_others = boxes_find_near(&sketch->boxes, sketch->named);
    if (sketch->drawn == sketch->named)
        sketch->drawn = near_others;
}

struct membership {
    struct sketch *sketch;
    int generation;
};

static bool note_generation(struct object *obj, void *argument)
{
    const struct membership *membership = argument;
    size_t number = visited_number(&membership->sketch->boxes, obj);

    if (number < membership->sketch->drawn)
        membership->sketch->generations[number] = membership->generation;
    return true;
}

static void find_generations(struct sketch *sketch)
{
    for (size_t i = 0; i < sketch->drawn; i++)
        sketch->generations[i] = -1;
    for (int i = 0; i <= GC_PERMANENT; i++)
        gc_each_object(i, note_generation, &(struct membership){sketch, i});
}

/* ---- writing ------------------------------------------------------------------------------------
 */

void heap_write_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++)
        if (*text == '"' || *text == '\\')
            fprintf(out, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            fprintf(out, "\\u%04x", (unsigned)*text);
        else
            fputc(*text, out);
    fputc('"', out);
}

static void write_slot(const char *label, struct object *value, void *argument)
{
    struct sketch *sketch = argument;
    char text[ATOM_TEXT];

    if (sketch->slot++ >= HEAP_SLOTS)
        return;
    fputs(sketch->slot > 1 ? ",[" : "[", sketch->out);
    heap_write_text(sketch->out, label);
    fputc(',', sketch->out);
    if (value == NULL) {
        fputs("null]", sketch->out);
    } else if (heap_number(value) != 0 && box_check(value)) {
        fprintf(sketch->out, "%zu]", heap_number(value));
    } else {
        atom_text(value, text);
        heap_write_text(sketch->out, text);
        fputc(']', sketch->out);
    }
}

static void write_weak(struct sketch *sketch, const struct object *obj)
{
    const struct object *referent = ((const struct weakref *)obj)->referent;

    fprintf(sketch->out, ",\"weak\":%zu", referent == NULL ? 0 : heap_number(referent));
}

static void write_object(struct sketch *sketch, size_t at)
{
    struct object *obj = sketch->boxes.found[at];
    const struct birth_record *entry = numbers_find(obj);
    FILE *out = sketch->out;

    fprintf(out, "%s{\"n\":%zu,\"type\":", at > 0 ? "," : "", heap_number(obj));
    heap_write_text(out, object_type_name(obj));
    fprintf(out, ",\"count\":%td,\"held\":%td", obj->refcount, entry == NULL ? 0 : entry->held);
    if (sketch->generations[at] >= 0)
        fprintf(out, ",\"generation\":%d", sketch->generations[at]);
    if (gc_is_tracked(obj))
        fputs(",\"tracked\":true", out);
    if (at >= sketch->named)
        fputs(entry != NULL && !entry->reachable ? ",\"lost\":true" : ",\"outside\":true", out);
    if (weakref_check(obj))
        write_weak(sketch, obj);
    sketch->slot = 0;
    fputs(",\"slots\":[", out);
    each_slot(obj, write_slot, sketch);
    fputc(']', out);
    if (sketch->slot > HEAP_SLOTS)
        fprintf(out, ",\"more\":%zu", sketch->slot - HEAP_SLOTS);
    fputc('}', out);
}

/* A name of an atom has no arrow, and is written with its value. */
static void write_names(FILE *out, const struct heap_name *names, size_t count)
{
    char text[ATOM_TEXT];
    bool first = true;

    for (size_t i = 0; i < count; i++) {
        if (names[i].obj == NULL)
            continue;
        fputs(first ? "" : ",", out);
        heap_write_text(out, names[i].name);
        first = false;
        if (heap_number(names[i].obj) != 0 && box_check(names[i].obj)) {
            fprintf(out, ":%zu", heap_number(names[i].obj));
        } else {
            atom_text(names[i].obj, text);
            fputc(':', out);
            heap_write_text(out, text);
        }
    }
}

/* Those of the last record that are no more. */
static void write_freed(FILE *out, const struct heap *heap)
{
    bool first = true;

    for (size_t i = 0; i < heap->count; i++)
        if (heap_number(heap->entries[i].address) != heap->entries[i].number) {
            fprintf(out, "%s%zu", first ? "" : ",", heap->entries[i].number);
            first = false;
        }
}

static void remember(struct heap *heap, const struct sketch *sketch)
{
    heap->count = 0;
    for (size_t i = 0; i < sketch->drawn; i++)
        if (heap_number(sketch->boxes.found[i]) != 0)
            heap->entries[heap->count++] =
                (struct heap_entry){heap_number(sketch->boxes.found[i]), sketch->boxes.found[i]};
}

bool heap_write(struct heap *heap, FILE *out, const struct heap_name *names, size_t count)
{
    struct sketch sketch = {.out = out};

    if (!numbers_are_kept())
        fatal("heap_write", "heap_begin() was not called");
    find_all(&sketch, heap, names, count);
    find_generations(&sketch);
    fputs("\"names\":{", out);
    write_names(out, names, count);
    fputs("},\"objects\":[", out);
    for (size_t i = 0; i < sketch.drawn; i++)
        write_object(&sketch, i);
    fprintf(out, "],\"more\":%zu,\"freed\":[", sketch.boxes.count - sketch.drawn);
    write_freed(out, heap);
    fputc(']', out);
    remember(heap, &sketch);
    bool whole = !sketch.boxes.failed && ferror(out) == 0;
    visited_free(&sketch.boxes);
    return whole;
}
