/* Values apart from their keys. See values.h. */
#include "common/types/values.h"

#include <string.h>

struct values *values_new(intptr_t room)
{
    size_t word = sizeof(struct object *), size = (size_t)room * word;
    size_t prefix = (sizeof(struct values) + (size_t)room + word - 1) / word * word;
    struct values *values = memory_alloc(prefix + size);

    if (values == NULL)
        return NULL;
    values->prefix = (uint8_t)prefix;
    values->used = 0;
    memset(values_row(values), 0, size);
    return values;
}

static void forget_order(struct values *values, intptr_t position)
{
    uint8_t *place = memchr(values->order, (int)position, values->used);

    values->used--;
    memmove(place, place + 1, (size_t)(values->order + values->used - place));
}

void values_set(struct values *values, intptr_t position, struct object *value)
{
    struct object **place = values_row(values) + position;

    if (value != NULL && *place == NULL)
        values->order[values->used++] = (uint8_t)position;
    else if (value == NULL && *place != NULL)
        forget_order(values, position);
    setref(place, value);
}
