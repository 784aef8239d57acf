/* Birth numbers: a hash table by address, open addressing, at most half full. See numbers.h. */
#include "common/looking/numbers.h"

#include <string.h>

#include "common/base/error.h"
#include "common/base/memory_internal.h"
#include "common/objects/births.h"

enum { FIRST_SIZE = 1024 };

static struct numbers {
    struct birth_record *table;
    size_t size; /* a power of two */
    size_t count;
    size_t last; /* the number given last */
} numbers;

static size_t home_of(const struct object *obj)
{
    return (((uintptr_t)obj >> 4) * 0x9E3779B97F4A7C15u >> 8) & (numbers.size - 1);
}

/* Where @obj is, or the free place where it would be. */
static struct birth_record *place_of(const struct object *obj)
{
    size_t at = home_of(obj);

    while (numbers.table[at].obj != NULL && numbers.table[at].obj != obj)
        at = (at + 1) & (numbers.size - 1);
    return &numbers.table[at];
}

static void make_room(size_t size)
{
    struct numbers old = numbers;

    numbers.size = size;
    numbers.table = memory_untraced_alloc(size * sizeof *numbers.table);
    if (numbers.table == NULL)
        fatal("numbers", "no memory for the birth numbers of %zu objects", old.count);
    memset(numbers.table, 0, size * sizeof *numbers.table);
    for (size_t i = 0; i < old.size; i++)
        if (old.table[i].obj != NULL)
            *place_of(old.table[i].obj) = old.table[i];
    memory_untraced_free(old.table);
}

static void note_birth(struct object *obj)
{
    if (numbers.count == numbers.size / 2)
        make_room(2 * numbers.size);
    *place_of(obj) = (struct birth_record){.obj = obj, .number = ++numbers.last};
    numbers.count++;
}

/* Closes the gap, so that nobody behind it is lost: who may stand nearer to home moves up. */
static void note_death(struct object *obj)
{
    struct birth_record *gap = place_of(obj);
    size_t mask = numbers.size - 1, hole = (size_t)(gap - numbers.table);

    if (gap->obj == NULL)
        return;
    numbers.count--;
    for (size_t at = (hole + 1) & mask; numbers.table[at].obj != NULL; at = (at + 1) & mask) {
        size_t home = home_of(numbers.table[at].obj);
        if (((at - home) & mask) < ((at - hole) & mask))
            continue;
        numbers.table[hole] = numbers.table[at];
        hole = at;
    }
    numbers.table[hole] = (struct birth_record){0};
}

void numbers_begin(void)
{
    static const struct births mine = {note_birth, note_death};

    numbers = (struct numbers){0};
    make_room(FIRST_SIZE);
    births = &mine;
}

void numbers_end(void)
{
    births = NULL;
    memory_untraced_free(numbers.table);
    numbers = (struct numbers){0};
}

bool numbers_are_kept(void)
{
    return numbers.table != NULL;
}

struct birth_record *numbers_find(const struct object *address)
{
    struct birth_record *place = numbers.table == NULL ? NULL : place_of(address);

    return place == NULL || place->obj == NULL ? NULL : place;
}

void numbers_each(void (*use)(struct birth_record *entry, void *argument), void *argument)
{
    for (size_t i = 0; i < numbers.size; i++)
        if (numbers.table[i].obj != NULL)
            use(&numbers.table[i], argument);
}
