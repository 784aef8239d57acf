/* The collector's work, counted by an observer. See work.h. */
#include "lessons/work.h"

#include "common/collector/gc.h"
#include "common/collector/observe.h"
#include "lessons/record.h"

static struct work work;
static const long long *counter;
static size_t found_before;

enum { MOST_KEPT = 2000 };
static struct collected kept[MOST_KEPT];
static int kept_count;
static int counts[GC_GENERATIONS]; /* as the collection before left them */

static size_t found_so_far(void)
{
    struct gc_stats stats[GC_GENERATIONS];
    size_t found = 0;

    gc_get_stats(stats);
    for (int i = 0; i < GC_GENERATIONS; i++)
        found += stats[i].collected + stats[i].uncollectable;
    return found;
}

/* Keeps one collection. When its observer hears of it the counts have moved on already. */
static void keep(int generation)
{
    if (kept_count < MOST_KEPT)
        kept[kept_count++] = (struct collected){
            generation, {0, counts[1], counts[2]}, counter != NULL ? *counter : 0};
    gc_get_count(counts);
}

/* A collection has begun: the younger generations have joined the one that is its base. */
static void note_phase(enum observe_phase phase, const struct gc_head *base,
                       const struct gc_head *unreachable, void *unused)
{
    (void)unreachable, (void)unused;
    if (phase != OBSERVE_MERGED)
        return;
    int generation = observe_generation(base);
    long long objects = 0;
    for (int i = 0; i < GC_GENERATIONS; i++) {
        long long size = (long long)gc_count_objects(i);
        objects += size;
        work.visited += i == generation ? size : 0;
    }
    work.peak = objects > work.peak ? objects : work.peak;
    if (work.collections[generation]++ == 0)
        work.first[generation] = counter != NULL ? *counter : 0;
    keep(generation);
}

void work_begin(const long long *place)
{
    static const struct observer observer = {.phase = note_phase};

    work = (struct work){.first = {-1, -1, -1}};
    counter = place;
    gc_collect(GC_OLDEST);
    gc_freeze();
    gc_collect(GC_OLDEST); /* nobody is long-lived */
    found_before = found_so_far();
    kept_count = 0;
    gc_get_count(counts);
    recording_observe(&observer);
}

struct work work_end(void)
{
    recording_observe(NULL);
    work.left = (long long)gc_count_objects(GC_ALL_GENERATIONS);
    gc_unfreeze();
    work.found = (long long)(found_so_far() - found_before);
    return work;
}

struct collected work_collection(int number)
{
    return number >= 1 && number <= kept_count ? kept[number - 1]
                                               : (struct collected){.generation = -1};
}
