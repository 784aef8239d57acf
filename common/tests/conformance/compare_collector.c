/* The collector and weak references in the comparison. See compare_walk.h. */
#include "common/tests/conformance/compare_walk.h"

#include <string.h>

static const struct collector_backend *const ours = &collector_ours, *const theirs =
                                                                         &collector_cpython;

static bool same(const char *what, intptr_t here, intptr_t there)
{
    return here == there || differ("%s: %td here, %td in CPython", what, here, there);
}

static bool compare_numbers(void)
{
    static const char *const stats[] = {"collections", "collected", "uncollectable"};
    struct collector_facts here, there;

    ours->facts(&here);
    theirs->facts(&there);
    for (int i = 0; i < 3; i++) {
        if (!same("threshold", here.thresholds[i], there.thresholds[i]))
            return false;
        for (int what = 0; what < 3; what++)
            if (!same(stats[what], here.stats[i][what], there.stats[i][what]))
                return false;
    }
    return same("enabled", here.enabled, there.enabled) &&
           same("long_lived_total", here.long_lived_total, there.long_lived_total) &&
           same("long_lived_pending", here.long_lived_pending, there.long_lived_pending) &&
           same("freeze_count", here.freeze_count, there.freeze_count) &&
           same("unraisable errors", here.unraisable, there.unraisable);
}

static bool compare_frozen(void)
{
    forget_found();
    ours->each_frozen(remember, &(int){0});
    theirs->each_frozen(remember, &(int){1});
    return match_found("frozen", "objects");
}

static void remember_items(struct world *world, struct thing *list, int side)
{
    for (intptr_t i = 0; i < world->does->list_size(list); i++)
        remember(world->does->list_get(list, i), &side);
}

static bool compare_own_lists(void)
{
    forget_found();
    remember_items(&worlds[0], ours->garbage(), 0);
    remember_items(&worlds[1], theirs->garbage(), 1);
    if (!match_found("items of", "gc.garbage"))
        return false;
    forget_found();
    remember_items(&worlds[0], ours->callbacks(), 0);
    remember_items(&worlds[1], theirs->callbacks(), 1);
    return match_found("items of", "gc.callbacks");
}

bool compare_facts(void)
{
    char report[200];

    if (!ours->verify(report, sizeof report))
        return differ("verify() says: %s", report);
    return compare_numbers() && compare_frozen() && compare_own_lists();
}

bool compare_events(void)
{
    for (size_t i = 0; i < worlds[0].event_count || i < worlds[1].event_count; i++) {
        struct event none = {.what = "nothing"};
        struct event a = i < worlds[0].event_count ? worlds[0].events[i] : none;
        struct event b = i < worlds[1].event_count ? worlds[1].events[i] : none;
        if (strcmp(a.what, b.what) != 0 || a.value != b.value)
            return differ("event %zu: %s %td here, %s %td in CPython", i, a.what, a.value, b.what,
                          b.value);
    }
    return true;
}

/* Borrowed; None for a dead one. */
static struct thing *referent_of(struct world *world, struct thing *ref)
{
    struct thing *referent = world->collects->weakref_get(ref);

    world->does->decref(referent);
    return referent;
}

bool compare_weakrefs(struct thing *here, struct thing *there)
{
    const char *type = worlds[0].does->type_name(here);

    if (strcmp(type, "ReferenceType") == 0 &&
        !match(referent_of(&worlds[0], here), referent_of(&worlds[1], there)))
        return false;
    forget_found();
    ours->each_weakref(here, remember, &(int){0});
    theirs->each_weakref(there, remember, &(int){1});
    return match_found("weak references to a", type);
}
