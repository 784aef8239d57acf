/* Exercise 1c, another way: where the first appends, which makes references, this one fills places,
 * which steals; and the other way round. A half-made result is noted, and settled at the end. */
#include "exercises/01_refcounting/1c_audit.h"

#include "common/types/atoms.h"
#include "common/types/dict.h"
#include "common/types/list.h"
#include "common/types/tuple.h"

struct object *numbered(struct object *words, long long first)
{
    intptr_t size = list_size(words);
    struct object *result = list_new(size);
    bool whole = result != NULL;

    for (intptr_t i = 0; whole && i < size; i++) {
        struct object *pair = tuple_new(2), *number = pair == NULL ? NULL : int_new(first + i);
        whole = number != NULL;
        if (whole) {
            tuple_set(pair, 0, number); /* steals */
            tuple_set(pair, 1, newref(list_get(words, i)));
        }
        if (pair != NULL)
            list_set(result, i, pair); /* steals, also a pair that is not whole */
    }
    if (!whole)
        xdecref(result);
    return whole ? result : NULL;
}

struct object *exchange(struct object *list, intptr_t index, struct object *item)
{
    struct object *old = list_get(list, index);

    xincref(old);
    list_set(list, index, newref(item)); /* with a bad index it takes the reference all the same */
    return old;
}

struct object *squares(intptr_t n)
{
    struct object *result = list_new(0);
    bool whole = result != NULL;

    for (intptr_t i = 0; whole && i < n; i++) {
        struct object *square = int_new(i * i);
        whole = square != NULL && list_append(result, square); /* makes its own */
        xdecref(square);
    }
    if (!whole)
        xdecref(result);
    return whole ? result : NULL;
}

struct object *lookup(struct object *dict, struct object *key, struct object *fallback)
{
    struct object *value = dict_get(dict, key);

    if (value != NULL)
        return newref(value);
    return error_occurred() == ERROR_NONE ? newref(fallback) : NULL;
}
