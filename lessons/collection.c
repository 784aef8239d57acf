/* Collections in a recording: each phase, and what trial deletion does with each object that is in
 * the heap as it was recorded last. See record.h. */
#include "common/collector/gc.h"
#include "lessons/record.h"
#include "lessons/record_internal.h"

enum { MOST_EXAMINED = 64 }; /* a collection of more is counted only */

static struct watch {
    const struct observer *inner; /* of the lesson; NULL: none */
    bool told;                    /* the collection that is on is told move by move */
    bool parted;                  /* what a second trial deletion says is left out */
    int count, untold;            /* of this step */
    size_t examined;              /* by those that were untold */
} watch;

static void count_one(struct object *obj, void *count)
{
    (void)obj;
    ++*(size_t *)count;
}

static size_t size_of(const struct gc_head *list)
{
    size_t size = 0;

    observe_each(list, count_one, &size);
    return size;
}

/* ---- lists of what is shown ---------------------------------------------------------------------
 */

static void write_number(struct object *obj, void *first)
{
    if (!recording_shows(obj))
        return;
    fprintf(recording, "%s%zu", *(bool *)first ? "" : ",", heap_number(obj));
    *(bool *)first = false;
}

static void write_count(struct object *obj, void *first)
{
    if (!recording_shows(obj))
        return;
    fprintf(recording, "%s[%zu,%zu]", *(bool *)first ? "" : ",", heap_number(obj),
            observe_working_count(obj));
    *(bool *)first = false;
}

static void write_list(const char *name, const struct gc_head *list, visitor *write)
{
    bool first = true;

    fprintf(recording, ",\"%s\":[", name);
    observe_each(list, write, &first);
    fputc(']', recording);
}

/* How many references each of those that are shown gets from members, asked of the members. */
struct references {
    size_t numbers[MOST_EXAMINED], counts[MOST_EXAMINED];
    size_t count;
};

static void add_member(struct object *obj, void *argument)
{
    struct references *references = argument;

    if (recording_shows(obj))
        references->numbers[references->count++] = heap_number(obj);
}

static void add_reference(struct object *referent, void *argument)
{
    struct references *references = argument;
    size_t number = heap_number(referent);

    for (size_t i = 0; number != 0 && i < references->count; i++)
        references->counts[i] += references->numbers[i] == number;
}

static void add_references(struct object *obj, void *argument)
{
    object_traverse(obj, add_reference, argument);
}

static void write_references(const struct gc_head *base)
{
    struct references references = {.count = 0};

    observe_each(base, add_member, &references);
    observe_each(base, add_references, &references);
    fputs(",\"inner\":[", recording);
    for (size_t i = 0; i < references.count; i++)
        fprintf(recording, "%s[%zu,%zu]", i > 0 ? "," : "", references.numbers[i],
                references.counts[i]);
    fputc(']', recording);
}

/* ---- the observer -------------------------------------------------------------------------------
 */

static void begin_collection(const struct gc_head *base)
{
    size_t size = size_of(base);

    watch.parted = false;
    watch.told = watch.count++ == 0 && size <= MOST_EXAMINED;
    if (!watch.told) {
        watch.untold++;
        watch.examined += size;
        return;
    }
    recording_heap();
    fprintf(recording, "{\"k\":\"collection\",\"generation\":%d,\"examined\":%zu",
            observe_generation(base), size);
    write_list("members", base, write_number);
    write_references(base);
    fputs("}\n", recording);
}

static void tell_counts(const char *phase, const struct gc_head *base)
{
    fprintf(recording, "{\"k\":\"phase\",\"phase\":\"%s\"", phase);
    write_list("counts", base, write_count);
    fputs("}\n", recording);
}

static void tell_parted(const struct gc_head *unreachable)
{
    watch.parted = true;
    fprintf(recording, "{\"k\":\"phase\",\"phase\":\"parted\",\"found\":%zu", size_of(unreachable));
    write_list("garbage", unreachable, write_number);
    fputs("}\n", recording);
}

static void tell_phase(const char *phase)
{
    recording_heap();
    fprintf(recording, "{\"k\":\"phase\",\"phase\":\"%s\"}\n", phase);
}

static void tell(enum observe_phase phase, const struct gc_head *base,
                 const struct gc_head *unreachable)
{
    if (phase == OBSERVE_MERGED)
        begin_collection(base);
    if (!watch.told)
        return;
    switch (phase) {
    case OBSERVE_MERGED: break;
    case OBSERVE_COPIED:
        if (!watch.parted)
            tell_counts("copied", base);
        break;
    case OBSERVE_SUBTRACTED:
        if (!watch.parted)
            tell_counts("subtracted", base);
        break;
    case OBSERVE_PARTED:
        if (!watch.parted)
            tell_parted(unreachable);
        break;
    case OBSERVE_PROMOTED: tell_phase("promoted"); break;
    case OBSERVE_WEAKREFS: tell_phase("weakrefs"); break;
    case OBSERVE_FINALIZED: tell_phase("finalized"); break;
    case OBSERVE_RESURRECTED: tell_phase("resurrected"); break;
    case OBSERVE_CLEARED: tell_phase("cleared"); break;
    }
}

static void note_phase(enum observe_phase phase, const struct gc_head *base,
                       const struct gc_head *unreachable, void *unused)
{
    (void)unused;
    tell(phase, base, unreachable);
    if (watch.inner != NULL && watch.inner->phase != NULL)
        watch.inner->phase(phase, base, unreachable, watch.inner->argument);
}

static void note_move(struct object *obj, enum observe_move move, void *unused)
{
    (void)unused;
    if (watch.told && !watch.parted && recording_shows(obj))
        fprintf(recording, "{\"k\":\"move\",\"n\":%zu,\"to\":\"%s\"}\n", heap_number(obj),
                move == OBSERVE_PARKED ? "aside" : "back");
    if (watch.inner != NULL && watch.inner->move != NULL)
        watch.inner->move(obj, move, watch.inner->argument);
}

void recording_observe(const struct observer *observer)
{
    static const struct observer mine = {.phase = note_phase, .move = note_move};

    watch.inner = observer;
    observe_set(recording == NULL ? observer : &mine);
}

void collection_watch(bool on)
{
    watch = (struct watch){.inner = NULL};
    if (on)
        recording_observe(NULL);
    else
        observe_set(NULL);
}

void collection_begin_step(void)
{
    watch.count = watch.untold = 0;
    watch.examined = 0;
}

void collection_end_step(void)
{
    if (watch.untold > 0)
        fprintf(recording, "{\"k\":\"collections\",\"count\":%d,\"examined\":%zu}\n", watch.untold,
                watch.examined);
    watch.untold = 0;
}
