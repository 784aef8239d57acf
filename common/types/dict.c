/* dict: what Python shows of the tables of dict_table.h. See dict.h. */
#include "common/types/dict.h"

#include "common/objects/freelist.h"
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/dict_table.h"
#include "common/types/repr.h"
#include "common/types/traverse.h"
#include "common/types/values.h"

static struct dict *as_dict(const struct object *obj, const char *where)
{
    object_check(obj, &dict_type, where);
    return (struct dict *)(uintptr_t)obj;
}

/* What a dict has until it changes hands: a table, and values if the table is shared. */
struct content {
    struct table *table;
    struct values *values;
};

/* Leaves @dict empty. */
static struct content take_content(struct dict *dict)
{
    struct content content = {dict->table, dict->values};

    table_empty.owners++;
    dict->table = &table_empty;
    dict->tables++;
    dict->values = NULL;
    dict->used = 0;
    return content;
}

/* Values apart go in the order of the class's names. */
static void release_content(struct content content)
{
    for (intptr_t i = 0; content.values != NULL && i < content.table->filled; i++)
        clearref(&values_row(content.values)[i]);
    memory_free(content.values);
    table_release(content.table);
}

static void dict_dealloc(struct object *self)
{
    const struct dict *dict = (struct dict *)self;

    gc_untrack(self);
    release_content((struct content){dict->table, dict->values});
    if (!freelist_put(&freelists.dicts, self, FREELIST_DICTS))
        object_free(self);
}

/* A table that others share is not counted, as in CPython. */
static size_t dict_extra_size(struct object *self)
{
    const struct dict *dict = (struct dict *)self;
    const struct table *table = dict->table;
    size_t room = dict->values == NULL ? 0 : (size_t)(table->filled + table->usable);

    return room * sizeof(struct object *) + (table->owners == 1 ? table_bytes(table) : 0);
}

struct type dict_type = {
    .base = TYPE_HEAD,
    .name = "dict",
    .flags = TYPE_GC | TYPE_DEEP,
    .basic_size = sizeof(struct dict),
    .dealloc = dict_dealloc,
    .traverse = dict_traverse,
    .clear = dict_clear,
    .extra_size = dict_extra_size,
};

struct object *(dict_new)(void)
{
    struct object *obj = freelist_take(&freelists.dicts);

    if (obj == NULL)
        obj = object_alloc(&dict_type, 0);
    if (obj == NULL)
        return NULL;
    struct dict *dict = (struct dict *)obj;
    table_empty.owners++;
    dict->table = &table_empty;
    dict->tables = 0;
    dict->values = NULL;
    dict->used = 0;
    return obj;
}

intptr_t dict_size(const struct object *dict)
{
    return as_dict(dict, "dict_size")->used;
}

/* Appends what an instance has of its own to @table, in the order in which it came. */
static void move_values(struct content from, struct table *table)
{
    for (intptr_t i = 0; i < from.values->used; i++) {
        intptr_t position = from.values->order[i];
        struct object *key = table_entry(from.table, position)->key;
        table_add(table, newref(key), str_hash_of(key), values_row(from.values)[position]);
    }
    memory_free(from.values);
    table_release(from.table);
}

/* Gives @dict a table of its own for three times what is used, without holes, for the keys that it
 * has and @key. */
static bool grow(struct dict *dict, const struct object *key)
{
    bool general = dict->table->kind == TABLE_GENERAL || !str_check(key);
    struct table *table =
        table_new(table_log2_for(dict->used * 3), general ? TABLE_GENERAL : TABLE_STR);

    if (table == NULL)
        return false;
    if (dict->values != NULL)
        move_values((struct content){dict->table, dict->values}, table);
    else
        table_move(dict->table, table);
    dict->values = NULL;
    dict->table = table;
    dict->tables++;
    return true;
}

/* Even a key that is not kept, because an equal one is there, makes the dict tracked. */
static void maintain_tracking(struct dict *dict, struct object *key, struct object *value)
{
    if (!gc_is_tracked(&dict->base) && (gc_may_be_tracked(key) || gc_may_be_tracked(value)))
        gc_track(&dict->base);
}

/* An absent key. To a shared table it is a new name, which the class learns. */
static bool insert(struct dict *dict, struct object *key, size_t hash, struct object *value)
{
    if (dict->table->usable == 0 && !grow(dict, key))
        return false;
    maintain_tracking(dict, key, value);
    dict->used++;
    if (dict->values == NULL) {
        table_add(dict->table, newref(key), hash, newref(value));
        return true;
    }
    intptr_t position = dict->table->filled;
    table_add(dict->table, newref(key), hash, NULL);
    values_set(dict->values, position, newref(value));
    return true;
}

/* Both references are ours until the old value is gone, as in CPython: its finalizer may look. */
static bool replace(struct dict *dict, struct object *key, intptr_t number, struct object *value)
{
    maintain_tracking(dict, key, value);
    incref(key);
    if (dict->values == NULL) {
        setref(&table_entry(dict->table, number)->value, newref(value));
    } else {
        dict->used += values_row(dict->values)[number] == NULL;
        values_set(dict->values, number, newref(value));
    }
    decref(key);
    return true;
}

static inline bool key_hash(struct object *key, size_t *hash)
{
    if (!str_check(key))
        return object_hash(key, hash);
    *hash = str_hash_of(key);
    return true;
}

/* The first key that is no str brings a new table even if it is then found to be there. */
bool(dict_set)(struct object *dict, struct object *key, struct object *value)
{
    struct dict *self = as_dict(dict, "dict_set");
    size_t hash;

    if (!key_hash(key, &hash))
        return false;
    if (self->table->kind != TABLE_GENERAL && !str_check(key) && !grow(self, key))
        return false;
    bool bare = self->used == 0 && self->values == NULL; /* what is shared may have the key */
    intptr_t number = bare ? TABLE_ABSENT : table_find(self, key, hash);
    return number == TABLE_ABSENT ? insert(self, key, hash, value)
                                  : replace(self, key, number, value);
}

/* The value of entry @number; NULL: none, in this dict. */
static struct object *value_at(const struct dict *dict, intptr_t number)
{
    if (number == TABLE_ABSENT)
        return NULL;
    return dict->values != NULL ? values_row(dict->values)[number]
                                : table_entry(dict->table, number)->value;
}

struct object *dict_get(const struct object *dict, struct object *key)
{
    const struct dict *self = as_dict(dict, "dict_get");
    size_t hash;

    return key_hash(key, &hash) ? value_at(self, table_find(self, key, hash)) : NULL;
}

static bool key_error(struct object *key)
{
    char text[200];

    object_repr(text, sizeof text, key);
    return error_set(ERROR_KEY, "%s", text);
}

bool dict_delete(struct object *dict, struct object *key)
{
    struct dict *self = as_dict(dict, "dict_delete");
    size_t hash;

    if (!key_hash(key, &hash))
        return false;
    intptr_t number = table_find(self, key, hash);
    if (value_at(self, number) == NULL)
        return key_error(key);
    self->used--;
    if (self->values != NULL) {
        values_set(self->values, number, NULL);
        return true;
    }
    const struct entry *entry = table_entry(self->table, number);
    struct object *old_key = entry->key, *old_value = entry->value;
    table_forget(self->table, hash, number);
    decref(old_key);
    decref(old_value);
    return true;
}

/* The number of the entry at @p *position or, if there is a hole, after it, which moves on. */
static intptr_t next_number(const struct dict *dict, intptr_t *position)
{
    if (dict->values != NULL)
        return *position < dict->used ? dict->values->order[(*position)++] : TABLE_ABSENT;
    while (*position < dict->table->filled) {
        intptr_t number = (*position)++;
        if (table_entry(dict->table, number)->key != NULL)
            return number;
    }
    return TABLE_ABSENT;
}

bool dict_next(const struct object *dict, intptr_t *position, struct object **key,
               struct object **value)
{
    const struct dict *self = as_dict(dict, "dict_next");
    intptr_t number = next_number(self, position);

    if (number == TABLE_ABSENT)
        return false;
    if (key != NULL)
        *key = table_entry(self->table, number)->key;
    if (value != NULL)
        *value = value_at(self, number);
    return true;
}

void dict_clear(struct object *dict)
{
    release_content(take_content(as_dict(dict, "dict_clear")));
}

void dict_maybe_untrack(struct object *dict)
{
    struct object *key, *value;
    intptr_t position = 0;

    while (dict_next(dict, &position, &key, &value))
        if (gc_may_be_tracked(value) || gc_may_be_tracked(key))
            return;
    gc_untrack(dict);
}

bool dict_holds_container(const struct object *dict)
{
    struct object *value;
    intptr_t position = 0;

    while (dict_next(dict, &position, NULL, &value))
        if (object_is_gc(value) && value->type != &tuple_type)
            return true;
    return false;
}
