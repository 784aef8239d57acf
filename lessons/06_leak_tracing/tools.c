/* What Pympler and objgraph answer, from the library. See tools.h. */
#include "lessons/06_leak_tracing/tools.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/looking/backrefs.h"
#include "common/types/function.h"
#include "common/types/list.h"
#include "lessons/06_leak_tracing/leaks.h"

enum { TEXT = 64 };

struct summary summarize_objects(void)
{
    struct summary summary = {0};
    struct object *objects = muppy_get_objects();

    summary_summarize(&summary, objects);
    decref(objects);
    return summary;
}

struct summary_row difference(const char *type_name, const struct summary *before,
                              const struct summary *after)
{
    struct summary diff = {0};
    struct summary_row found = {.count = 0};

    summary_get_diff(&diff, before, after);
    const struct summary_row *has = summary_find(&diff, type_name);
    if (has != NULL)
        found = *has;
    summary_free(&diff);
    return found;
}

struct object *first_of(const char *type_name)
{
    struct object *objects = gc_get_objects(GC_ALL_GENERATIONS), *found = NULL;

    for (intptr_t i = 0; found == NULL && i < list_size(objects); i++)
        if (strcmp(object_type_name(list_get(objects, i)), type_name) == 0)
            found = newref(list_get(objects, i));
    decref(objects);
    return found;
}

static bool is_root(struct object *obj, void *unused)
{
    (void)unused;
    return obj == registry || obj == clock_object;
}

static const char *role(const struct object *obj)
{
    if (is_root((struct object *)(uintptr_t)obj, NULL))
        return obj == registry ? "registry" : "clock";
    return obj->type == &function_type ? "callback" : object_type_name(obj);
}

static void note_referent(struct object *referent, void *argument)
{
    struct object **wanted = argument;

    if (referent == *wanted)
        *wanted = NULL;
}

static bool refers_to(struct object *holder, struct object *obj)
{
    object_traverse(holder, note_referent, &obj);
    return obj == NULL;
}

const char *chain_of(struct object *obj)
{
    static char text[TEXT];
    struct object *chain = objgraph_find_backref_chain(obj, is_root, NULL, CHAIN_MAX_DEPTH);
    size_t used = 0;

    for (intptr_t i = 0; i < list_size(chain); i++) {
        bool broken = i > 0 && !refers_to(list_get(chain, i - 1), list_get(chain, i));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s%s", i > 0 ? " → " : "",
                                 broken ? "not " : "", role(list_get(chain, i)));
    }
    decref(chain);
    return text;
}

size_t referrers(struct object *obj)
{
    struct object *found = gc_get_referrers(&obj, 1);
    size_t count = (size_t)list_size(found);

    decref(found);
    return count;
}
