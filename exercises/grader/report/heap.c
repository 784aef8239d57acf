/* See heap.h: the drawing itself. Where everything stands is heap_lanes.c's. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/canvas.h"
#include "exercises/grader/report/heap_lanes.h"
#include "exercises/grader/report/parts.h"

enum {
    BOXES_MOST = 14,
    ROWS_MOST = 64,
    LIST_MOST = 24,
    NAMES_MOST = 20,
    BOX_LEAST = 20,
    LANE = 2,    /* columns of a lane */
    POINTER = 4, /* " -> " after a name */
    GAP = 4,     /* between two heaps side by side */
};

const char heap_should_be[] = "the heap as it should be", heap_is[] = "and as it is",
           heap_alone[] = "the heap";

/* Columns: names, boxes, lanes. */
struct columns {
    int names, box, width;
};

static int columns(const char *text)
{
    return columns_of(text, strlen(text));
}

static const char *field_text(const struct heap_field *field)
{
    if (field->to != 0)
        return field->label;
    return *field->label != '\0' ? format("%s = %s", field->label, field->value) : field->value;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int box_wanted(const struct heap *heap)
{
    int most = BOX_LEAST;

    for (size_t i = 0; i < heap->object_count; i++) {
        const struct heap_object *object = &heap->objects[i];
        most = larger(most, columns(format("+ %zu %s - %s +", i + 1, object->what, object->count)));
        for (size_t k = object->first; k < object->end; k++)
            most = larger(most, columns(field_text(&heap->fields[k])) + 4);
    }
    return most;
}

static int names_wanted(const struct heap *heap)
{
    int most = 0;

    for (size_t i = 0; i < heap->object_count; i++)
        most = larger(most, columns(heap->objects[i].names));
    for (size_t i = 0; i < heap->name_count; i++)
        most = larger(most, heap->names[i].value != NULL ? columns(heap->names[i].name) : 0);
    return most < NAMES_MOST ? most : NAMES_MOST;
}

/* False: there is no room for boxes. */
static bool set_columns(struct columns *columns, const struct heap *heap,
                        const struct heap_plan *plan, int width)
{
    int names = names_wanted(heap);
    int lanes = plan->lanes > 0 ? LANE * plan->lanes + 1 : 0;

    columns->names = names > 0 ? names + POINTER : 0;
    int room = width - columns->names - lanes, wanted = box_wanted(heap);
    columns->box = wanted < room ? wanted : room;
    columns->width = columns->names + columns->box + lanes;
    return columns->box >= BOX_LEAST;
}

static void draw_name(struct canvas *canvas, const struct columns *place, int row, const char *name)
{
    int size = columns(name), most = place->names - POINTER;

    size = size < most ? size : most;
    canvas_write(canvas, row, most - size, size, STRONG, name);
    canvas_write(canvas, row, most + 1, 2, PLAIN, canvas->boxes ? "─▶" : "->");
}

static void draw_title(struct canvas *canvas, const struct columns *place, int row, size_t number,
                       const struct heap_object *object)
{
    int left = place->names + 2, right = place->names + place->box - 2;
    const char *count = columns(object->count) + 12 < place->box
                            ? object->count
                            : copy_of(object->count, strcspn(object->count, " "));
    int count_at = right - columns(count);
    const char *what = format("%zu %s", number, object->what);
    int most = count_at - left - 3;

    canvas_write(canvas, row, left - 1, 1, PLAIN, " ");
    canvas_write(canvas, row, left, most, object->differs ? BAD : STRONG, what);
    if (columns(what) > most)
        canvas_write(canvas, row, left + most - 1, 1, PLAIN, canvas->boxes ? "…" : "~");
    canvas_write(canvas, row, left + (columns(what) < most ? columns(what) : most), 1, PLAIN, " ");
    canvas_write(canvas, row, count_at - 1, 1, PLAIN, " ");
    canvas_write(canvas, row, count_at, right - count_at, object->differs ? BAD : PLAIN, count);
    canvas_write(canvas, row, right, 1, PLAIN, " ");
}

static void draw_box(struct canvas *canvas, const struct columns *place,
                     const struct heap_plan *plan, const struct heap *heap, size_t i)
{
    const struct heap_object *object = &heap->objects[i];
    int left = place->names, right = left + place->box - 1, top = plan->spans[i].top;
    int bottom = top + (int)(object->end - object->first) + 1;

    canvas_across(canvas, top, left, right);
    canvas_across(canvas, bottom, left, right);
    canvas_down(canvas, left, top, bottom);
    canvas_down(canvas, right, top, bottom);
    draw_title(canvas, place, top, i + 1, object);
    for (size_t k = object->first; k < object->end; k++)
        canvas_write(canvas, heap_row(plan, heap, k), left + 2, place->box - 4, PLAIN,
                     field_text(&heap->fields[k]));
    if (*object->names != '\0')
        draw_name(canvas, place, top, object->names);
}

static void draw_arrow(struct canvas *canvas, const struct columns *place,
                       const struct heap_plan *plan, const struct heap *heap, size_t field)
{
    const struct heap_span *span = &plan->spans[heap->fields[field].to - 1];
    int right = place->names + place->box - 1, lane = right + LANE * (span->lane + 1);
    int row = heap_row(plan, heap, field);

    canvas_across(canvas, row, right, lane);
    canvas_across(canvas, span->top, right + 1, lane);
    canvas_down(canvas, lane, row < span->top ? row : span->top, row > span->top ? row : span->top);
    canvas_write(canvas, span->top, right + 1, 1, PLAIN, canvas->boxes ? "◀" : "<");
}

static struct words boxes(const struct heap *heap, const struct style *style,
                          const struct heap_plan *plan, const struct columns *place, int first)
{
    struct canvas canvas;
    struct words lines = {0};

    canvas_begin(&canvas, place->width, plan->rows, style->boxes);
    for (size_t i = 0, row = 0; i < heap->name_count && row < (size_t)first; i++) {
        if (heap->names[i].value == NULL)
            continue;
        draw_name(&canvas, place, (int)row, heap->names[i].name);
        canvas_write(&canvas, (int)row++, place->names, place->box, PLAIN, heap->names[i].value);
    }
    for (size_t i = 0; i < heap->object_count; i++)
        draw_box(&canvas, place, plan, heap, i);
    for (size_t i = 0; i < heap->field_count; i++)
        if (heap->fields[i].to != 0)
            draw_arrow(&canvas, place, plan, heap, i);
    for (int row = 0; row < plan->rows; row++)
        words_add(&lines, canvas_line(&canvas, style, row));
    canvas_end(&canvas);
    return lines;
}

/* One line for each object: "a -> 1 Node, 2 references: next -> 2". */
static void list_object(struct text *to, const struct style *style, const struct heap *heap,
                        size_t i, int width)
{
    const struct heap_object *object = &heap->objects[i];
    struct style narrow = {.width = width};
    const char *arrow = style->boxes ? "─▶" : "->";
    struct text line = {0};

    if (*object->names != '\0')
        text_format(&line, "%s %s ", object->names, arrow);
    if (heap->object_count > 1)
        text_format(&line, "%zu ", i + 1);
    text_format(&line, "%s, %s", object->what, object->count);
    for (size_t k = object->first; k < object->end; k++) {
        const struct heap_field *field = &heap->fields[k];
        text_format(&line, "%s%s", k == object->first ? ": " : ", ", field_text(field));
        if (field->to != 0)
            text_format(&line, "%s%s %zu", *field->label != '\0' ? " " : "", arrow, field->to);
    }
    add_wrapped(to, &narrow, "", 0, line.bytes);
    text_free(&line);
}

static struct words list(const struct heap *heap, const struct style *style, int width)
{
    struct text text = {0};
    struct words lines = {0};
    size_t shown = heap->object_count < LIST_MOST ? heap->object_count : LIST_MOST;

    for (size_t i = 0; i < heap->name_count; i++)
        if (heap->names[i].value != NULL)
            text_format(&text, "%s %s %s\n", heap->names[i].name, style->boxes ? "─▶" : "->",
                        heap->names[i].value);
    for (size_t i = 0; i < shown; i++)
        list_object(&text, style, heap, i, width);
    if (shown < heap->object_count)
        text_format(&text, "and %zu more objects\n", heap->object_count - shown);
    for (const char *at = text_of(&text); *at != '\0'; at += strcspn(at, "\n") + 1)
        words_add(&lines, copy_of(at, strcspn(at, "\n")));
    text_free(&text);
    return lines;
}

struct words heap_lines(const struct heap *heap, const struct style *style, int width, int *widest)
{
    struct heap_plan plan;
    struct columns place;
    int first = 0; /* rows for variables that lead to no object */

    for (size_t i = 0; i < heap->name_count; i++)
        first += heap->names[i].value != NULL;
    heap_plan(&plan, heap, first);
    bool drawn = set_columns(&place, heap, &plan, width) && heap->field_count > 0 &&
                 heap->object_count <= BOXES_MOST && plan.rows <= ROWS_MOST;
    struct words lines =
        drawn ? boxes(heap, style, &plan, &place, first) : list(heap, style, width);
    if (heap->more > 0)
        words_add(&lines, format("(%zu reference%s further)", heap->more,
                                 heap->more == 1 ? " leads" : "s lead"));
    *widest = drawn ? place.width : width;
    free(plan.spans);
    return lines;
}

static void add_lines(struct text *to, const char *const *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_format(to, "%*s%s\n", REPORT_DEEP, "", lines[i]);
}

/* How many columns a line that may be painted takes. */
static int painted_columns(const char *line)
{
    int columns = 0;

    for (; *line != '\0'; line++) {
        if (*line == '\033')
            line += strcspn(line, "m");
        else if (*line == MARK_BEGIN)
            line++;
        else
            columns += *line != MARK_END && ((unsigned char)*line & 0xc0) != 0x80;
    }
    return columns;
}

static void add_beside(struct text *to, const struct style *style, struct words left,
                       int left_width, struct words right)
{
    int step = larger(left_width, columns(heap_should_be)) + GAP;

    text_format(to, "%*s%s%*s%s\n", REPORT_DEEP, "", paint(style, SOFT, heap_should_be),
                step - columns(heap_should_be), "", paint(style, SOFT, heap_is));
    for (size_t i = 0; i < left.count || i < right.count; i++) {
        const char *line = i < left.count ? left.at[i] : "";
        text_format(to, "%*s%s%*s%s\n", REPORT_DEEP, "", line,
                    i < right.count ? step - painted_columns(line) : 0, "",
                    i < right.count ? right.at[i] : "");
    }
}

void heap_add(struct text *to, const struct style *style, const char *actual, const char *expected)
{
    struct heap is, should_be;
    int width = larger(style->width, style->broad) - REPORT_DEEP, is_width, should_width;

    heap_read(&is, actual);
    if (expected == NULL) {
        struct words lines = heap_lines(&is, style, width, &is_width);
        report_add_title(to, style, heap_alone);
        add_lines(to, lines.at, lines.count);
        return;
    }
    heap_read(&should_be, expected);
    heap_compare(&is, &should_be);
    struct words left = heap_lines(&should_be, style, width, &should_width);
    struct words right = heap_lines(&is, style, width, &is_width);
    if (larger(should_width, columns(heap_should_be)) + GAP + is_width <= width) {
        add_beside(to, style, left, should_width, right);
        return;
    }
    report_add_title(to, style, heap_should_be);
    add_lines(to, left.at, left.count);
    report_add_title(to, style, heap_is);
    add_lines(to, right.at, right.count);
}
