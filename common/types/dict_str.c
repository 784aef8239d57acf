/* Keys that are text: a str for the length of a call. See dict.h. */
#include "common/types/atoms.h"
#include "common/types/dict.h"

bool(dict_set_str)(struct object *dict, const char *key, struct object *value)
{
    struct object *str = str_new(key);
    bool fine = str != NULL && dict_set(dict, str, value);

    xdecref(str);
    return fine;
}

struct object *dict_get_str(const struct object *dict, const char *key)
{
    struct object *str = str_new(key);

    if (str == NULL)
        return NULL;
    struct object *value = dict_get(dict, str);
    decref(str);
    return value;
}

bool dict_delete_str(struct object *dict, const char *key)
{
    struct object *str = str_new(key);
    bool fine = str != NULL && dict_delete(dict, str);

    xdecref(str);
    return fine;
}
