/* Who is lost: of every count the references from numbered containers are taken off. Who has some
 * left is held by something else; so is what it reaches. The others are lost. See lost.h. */
#include "common/looking/lost.h"

#include "common/looking/numbers.h"
#include "common/looking/slots.h"

static void hold(struct object *referent, void *argument)
{
    struct birth_record *entry = numbers_find(referent);

    (void)argument;
    if (entry != NULL)
        entry->held++;
}

static void forget(struct birth_record *entry, void *argument)
{
    (void)argument;
    entry->held = 0;
    entry->reachable = false;
}

/* One that is being taken apart has a count of 0, and what it refers to may be gone. */
static bool is_whole(const struct birth_record *entry)
{
    return entry->obj->refcount > 0;
}

static void hold_referents(struct birth_record *entry, void *argument)
{
    if (is_whole(entry))
        object_traverse(entry->obj, hold, argument);
}

static void reach(struct object *referent, void *queue)
{
    struct birth_record *entry = numbers_find(referent);

    if (entry == NULL || entry->reachable)
        return;
    entry->reachable = true;
    visited_add(queue, referent);
}

static void reach_if_held(struct birth_record *entry, void *queue)
{
    if (!is_whole(entry) || entry->held < entry->obj->refcount)
        reach(entry->obj, queue);
}

bool lost_find(void)
{
    struct visited queue = {0};

    numbers_each(forget, NULL);
    numbers_each(hold_referents, NULL);
    numbers_each(reach_if_held, &queue);
    for (size_t i = 0; i < queue.count && !queue.failed; i++)
        if (is_whole(numbers_find(queue.found[i])))
            object_traverse(queue.found[i], reach, &queue);
    bool whole = !queue.failed;
    visited_free(&queue);
    return whole;
}

/* The lost so far, by their numbers. */
struct firsts {
    struct object **objects;
    size_t count, limit;
};

static void keep_if_first(struct birth_record *entry, void *argument)
{
    struct firsts *firsts = argument;
    size_t at = firsts->count;

    if (entry->reachable || !box_check(entry->obj))
        return;
    for (; at > 0 && numbers_find(firsts->objects[at - 1])->number > entry->number; at--)
        if (at < firsts->limit)
            firsts->objects[at] = firsts->objects[at - 1];
    if (at == firsts->limit)
        return;
    firsts->objects[at] = entry->obj;
    firsts->count += firsts->count < firsts->limit;
}

size_t lost_first(struct object *lost[], size_t limit)
{
    struct firsts firsts = {.objects = lost, .limit = limit};

    numbers_each(keep_if_first, &firsts);
    return firsts.count;
}
