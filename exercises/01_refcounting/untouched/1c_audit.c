/* Exercise 1c: audit. Mend who owns what, and nothing else; what each function promises is in
 * 1c_audit.h. A TODO keeps its function from running: remove it once you have found the mistake.
 * Hints: ./reclaim hint 1c */
#include "exercises/01_refcounting/1c_audit.h"

#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "exercises/exercise.h"

struct object *numbered(struct object *words, long long first)
{
    TODO("audit numbered, mend it, then remove this line");
    struct object *result = list_new(0);

    if (result == NULL)
        return NULL;
    for (intptr_t i = 0; i < list_size(words); i++) {
        struct object *number = int_new(first + i);
        if (number == NULL)
            return NULL;
        struct object *pair = tuple_pack(2, number, list_get(words, i));
        decref(number);
        if (pair == NULL)
            return NULL;
        if (!list_append(result, pair))
            return NULL;
        decref(pair);
    }
    return result;
}

struct object *exchange(struct object *list, intptr_t index, struct object *item)
{
    TODO("audit exchange, mend it, then remove this line");
    struct object *old = list_get(list, index);

    if (old == NULL)
        return NULL;
    list_set(list, index, newref(item));
    return newref(old);
}

struct object *squares(intptr_t n)
{
    TODO("audit squares, mend it, then remove this line");
    struct object *result = list_new(n);

    if (result == NULL)
        return NULL;
    for (intptr_t i = 0; i < n; i++) {
        struct object *square = int_new(i * i);
        if (square == NULL) {
            decref(result);
            return NULL;
        }
        list_set(result, i, square);
        decref(square);
    }
    return result;
}

struct object *lookup(struct object *dict, struct object *key, struct object *fallback)
{
    TODO("audit lookup, mend it, then remove this line");
    struct object *value = dict_get(dict, key);

    if (value != NULL)
        return value;
    if (error_occurred() != ERROR_NONE)
        return NULL;
    return fallback;
}
