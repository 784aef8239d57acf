/* See heap_lanes.h. */
#include <stdlib.h>

#include "exercises/grader/report/heap_lanes.h"

int heap_row(const struct heap_plan *plan, const struct heap *heap, size_t field)
{
    size_t owner = heap->fields[field].from - 1;

    return plan->spans[owner].top + 1 + (int)(field - heap->objects[owner].first);
}

static void place_rows(struct heap_plan *plan, const struct heap *heap, int first)
{
    plan->rows = first;
    for (size_t i = 0; i < heap->object_count; i++) {
        const struct heap_object *object = &heap->objects[i];
        plan->spans[i] =
            (struct heap_span){.top = plan->rows, .from = plan->rows, .to = plan->rows, .lane = -1};
        plan->rows += (int)(object->end - object->first) + 2;
    }
}

/* A lane reaches from the first arrow to the last one, and to the target. */
static void measure(struct heap_plan *plan, const struct heap *heap, bool *wanted)
{
    for (size_t i = 0; i < heap->field_count; i++) {
        if (heap->fields[i].to == 0)
            continue;
        struct heap_span *span = &plan->spans[heap->fields[i].to - 1];
        int row = heap_row(plan, heap, i);
        wanted[heap->fields[i].to - 1] = true;
        span->from = row < span->from ? row : span->from;
        span->to = row > span->to ? row : span->to;
    }
}

static bool is_free(const struct heap_plan *plan, size_t count, const struct heap_span *span,
                    int lane)
{
    for (size_t i = 0; i < count; i++) {
        const struct heap_span *other = &plan->spans[i];
        if (other->lane == lane && span->from <= other->to && other->from <= span->to)
            return false;
    }
    return true;
}

/* The shortest first, so that they are the nearest: fewer lines cross. */
static void choose_lanes(struct heap_plan *plan, size_t count, const bool *wanted)
{
    for (;;) {
        struct heap_span *next = NULL;
        for (size_t i = 0; i < count; i++) {
            struct heap_span *span = &plan->spans[i];
            if (wanted[i] && span->lane < 0 &&
                (next == NULL || span->to - span->from < next->to - next->from))
                next = span;
        }
        if (next == NULL)
            return;
        int lane = 0;
        while (!is_free(plan, count, next, lane))
            lane++;
        next->lane = lane;
        if (lane >= plan->lanes)
            plan->lanes = lane + 1;
    }
}

void heap_plan(struct heap_plan *plan, const struct heap *heap, int first)
{
    bool *wanted = allocate(heap->object_count, sizeof *wanted);

    *plan = (struct heap_plan){.spans = allocate(heap->object_count, sizeof plan->spans[0])};
    place_rows(plan, heap, first);
    measure(plan, heap, wanted);
    choose_lanes(plan, heap->object_count, wanted);
    free(wanted);
}
