/* Exercise 1c, mended. Each function has one place where ownership is settled. */
#include "exercises/01_refcounting/1c_audit.h"

#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

/* Appends (number, word). False: no memory, and nothing is left but what was there before. */
static bool append_pair(struct object *list, long long number, struct object *word)
{
    struct object *boxed = int_new(number);
    struct object *pair = boxed == NULL ? NULL : tuple_pack(2, boxed, word);
    bool appended = pair != NULL && list_append(list, pair);

    xdecref(boxed); /* the pair has its own reference, and the list has one to the pair */
    xdecref(pair);
    return appended;
}

struct object *numbered(struct object *words, long long first)
{
    struct object *result = list_new(0);

    for (intptr_t i = 0; result != NULL && i < list_size(words); i++)
        if (!append_pair(result, first + i, list_get(words, i)))
            clearref(&result); /* the half-made list goes, and takes its pairs along */
    return result;
}

struct object *exchange(struct object *list, intptr_t index, struct object *item)
{
    struct object *old = list_get(list, index);

    if (old == NULL)
        return NULL;
    incref(old); /* before list_set: the list may be its last owner */
    list_set(list, index, newref(item));
    return old;
}

struct object *squares(intptr_t n)
{
    struct object *result = list_new(n);

    for (intptr_t i = 0; result != NULL && i < n; i++) {
        struct object *square = int_new(i * i);
        if (square == NULL)
            clearref(&result);
        else
            list_set(result, i, square); /* steals it: square is the list's now */
    }
    return result;
}

struct object *lookup(struct object *dict, struct object *key, struct object *fallback)
{
    struct object *value = dict_get(dict, key); /* borrowed, as fallback is */

    if (value == NULL && error_occurred() == ERROR_NONE)
        value = fallback;
    xincref(value);
    return value;
}
