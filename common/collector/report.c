/* What a collection says of itself: the lines that the debug flags ask for, and gc.callbacks. */
#include <stdarg.h>
#include <stdio.h>

#include "common/collector/collect.h"
#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/list.h"

__attribute__((format(printf, 1, 2))) static void tell(const char *format, ...)
{
    char line[300];
    va_list arguments;

    if (collector.debug_sink == NULL)
        return;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    collector.debug_sink(line, collector.debug_argument);
}

void gc_report_start(struct collection *c)
{
    const struct gc_generation *generations = collector.generations;

    if (!(collector.debug & GC_DEBUG_STATS))
        return;
    clock_gettime(CLOCK_MONOTONIC, &c->began);
    tell("gc: collecting generation %d...", c->generation);
    tell("gc: objects in each generation: %zu %zu %zu", gc_list_size(&generations[0].head),
         gc_list_size(&generations[1].head), gc_list_size(&generations[2].head));
    tell("gc: objects in permanent generation: %zu", gc_list_size(&collector.permanent));
}

void gc_report_done(const struct collection *c)
{
    struct timespec now;

    if (!(collector.debug & GC_DEBUG_STATS))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    double seconds =
        (double)(now.tv_sec - c->began.tv_sec) + (double)(now.tv_nsec - c->began.tv_nsec) / 1e9;
    tell("gc: done, %zu unreachable, %zu uncollectable, %.4fs elapsed", c->collected + c->kept,
         c->kept, seconds);
}

void gc_report_each(const struct gc_head *list, unsigned flag, const char *what)
{
    if (!(collector.debug & flag))
        return;
    for (struct gc_head *node = gc_next(list); node != list; node = gc_next(node))
        tell("gc: %s <%s %p>", what, object_type_name(object_of(node)), (void *)object_of(node));
}

/* The dict that callbacks are given. New reference; NULL: no memory. */
static struct object *make_info(const struct collection *c)
{
    const char *const names[] = {"generation", "collected", "uncollectable"};
    const long long values[] = {c->generation, (long long)c->collected, (long long)c->kept};
    struct object *info = dict_new();

    for (int i = 0; info != NULL && i < 3; i++) {
        struct object *value = int_new(values[i]);
        if (value == NULL || !dict_set_str(info, names[i], value))
            clearref(&info);
        xdecref(value);
    }
    return info;
}

/* The list is read anew each time: a callback may append another, which then runs too. */
static void call_each(const char *phase, struct object *info)
{
    for (intptr_t i = 0; i < list_size(collector.callbacks); i++) {
        struct object *callback = newref(list_get(collector.callbacks, i));
        struct object *name = str_new(phase);
        if (name != NULL)
            object_call(callback, (struct object *[]){name, info}, 2);
        error_unraisable();
        xdecref(name);
        decref(callback);
    }
}

void gc_report_phase(const char *phase, const struct collection *c)
{
    if (list_size(collector.callbacks) == 0)
        return;
    struct object *info = make_info(c);
    if (info != NULL)
        call_each(phase, info);
    error_unraisable();
    xdecref(info);
}

void gc_set_debug(unsigned flags)
{
    collector.debug = flags;
}

void gc_set_debug_sink(void (*sink)(const char *line, void *argument), void *argument)
{
    collector.debug_sink = sink;
    collector.debug_argument = argument;
}

struct object *gc_garbage(void)
{
    return collector.garbage;
}

struct object *gc_callbacks(void)
{
    return collector.callbacks;
}
