/*
 * dict: entries stand in a row in insertion order, and a sparse table of their numbers finds them
 * by hash. A deleted entry leaves a hole in the row and a DUMMY in the table; both go when the
 * table is made anew.
 */
#include "common/types/dict.h"

#include <string.h>

#include "common/objects/freelist.h"
#include "common/objects/tracking.h"
#include "common/types/atoms.h"
#include "common/types/repr.h"
#include "common/types/traverse.h"

enum { EMPTY = -1, DUMMY = -2, FIRST_LOG2_SIZE = 3 };

static struct dict *as_dict(const struct object *obj, const char *where)
{
    object_check(obj, &dict_type, where);
    return (struct dict *)(uintptr_t)obj;
}

static intptr_t usable_of(int log2_size)
{
    return ((intptr_t)2 << log2_size) / 3;
}

static int32_t *index_of(const struct table *table)
{
    return (int32_t *)(uintptr_t)(table->entries + usable_of(table->log2_size));
}

static size_t table_bytes(int log2_size)
{
    return sizeof(struct table) + (size_t)usable_of(log2_size) * sizeof(struct entry) +
           (sizeof(int32_t) << log2_size);
}

static struct table *table_new(int log2_size)
{
    size_t index_size = sizeof(int32_t) << log2_size;
    struct table *table = memory_alloc(table_bytes(log2_size));

    if (table == NULL)
        return NULL;
    *table = (struct table){.log2_size = (uint8_t)log2_size, .only_str = true};
    table->usable = usable_of(log2_size);
    memset(index_of(table), 0xFF, index_size); /* all EMPTY */
    return table;
}

/* The probe sequence over the index: every slot comes up in the end. */
struct probe {
    size_t mask, slot, perturb;
};

static struct probe probe_start(const struct table *table, size_t hash)
{
    size_t mask = ((size_t)1 << table->log2_size) - 1;

    return (struct probe){mask, hash & mask, hash};
}

static void probe_next(struct probe *probe)
{
    probe->perturb >>= 5;
    probe->slot = (probe->slot * 5 + probe->perturb + 1) & probe->mask;
}

/* The slot of the index that leads to @key, NULL when the key is absent. */
static int32_t *find(const struct dict *dict, struct object *key, size_t hash)
{
    if (dict->table == NULL)
        return NULL;
    int32_t *index = index_of(dict->table);
    struct probe probe = probe_start(dict->table, hash);
    for (;; probe_next(&probe)) {
        int32_t number = index[probe.slot];
        if (number == EMPTY)
            return NULL;
        if (number == DUMMY)
            continue;
        const struct entry *entry = &dict->table->entries[number];
        if (entry->key == key || (entry->hash == hash && object_equal(entry->key, key)))
            return &index[probe.slot];
    }
}

/* Appends an entry whose key is absent; there is room. The references change hands. */
static void add(struct table *table, struct entry entry)
{
    int32_t *index = index_of(table);
    struct probe probe = probe_start(table, entry.hash);

    while (index[probe.slot] >= 0)
        probe_next(&probe);
    index[probe.slot] = (int32_t)table->filled;
    table->only_str = table->only_str && str_check(entry.key);
    table->entries[table->filled++] = entry;
    table->usable--;
}

/* The size of a table for @size, with CPython's arithmetic: it makes a table of 16 for 1 to 7. */
static int log2_size_for(intptr_t size)
{
    int log2_size = FIRST_LOG2_SIZE;

    while (((size | 8) - 1) >> log2_size != 0)
        log2_size++;
    return log2_size;
}

/* Adds all entries of @from, without its holes, to @to, which has room. */
static void add_all(struct table *to, const struct table *from)
{
    for (intptr_t i = 0; i < from->filled; i++)
        if (from->entries[i].key != NULL)
            add(to, from->entries[i]);
    to->only_str = from->only_str;
}

/* Makes room for one more entry: a new table for three times what is used, without holes. */
static bool grow(struct dict *dict)
{
    struct table *old = dict->table, *table = table_new(log2_size_for(dict->used * 3));

    if (table == NULL)
        return false;
    if (old != NULL)
        add_all(table, old);
    dict->table = table;
    memory_free(old);
    return true;
}

/* Releases all that a detached table holds, key before value, and the table. */
static void table_release(struct table *table)
{
    if (table == NULL)
        return;
    for (intptr_t i = 0; i < table->filled; i++) {
        xdecref(table->entries[i].key);
        xdecref(table->entries[i].value);
    }
    memory_free(table);
}

static void dict_dealloc(struct object *self)
{
    gc_untrack(self);
    table_release(((struct dict *)self)->table);
    if (!freelist_put(&freelists.dicts, self, FREELIST_DICTS))
        object_free(self);
}

/* CPython's size of such a table: it drops the hash from entries of str keys and packs a small
 * index. */
static size_t dict_extra_size(struct object *self)
{
    const struct table *table = ((struct dict *)self)->table;

    if (table == NULL)
        return 0;
    size_t number = table->log2_size < 8 ? 1 : table->log2_size < 16 ? 2 : 4;
    size_t entry = table->only_str ? 2 * sizeof(void *) : 3 * sizeof(void *);
    return 32 + (number << table->log2_size) + (size_t)usable_of(table->log2_size) * entry;
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
    dict->used = 0;
    dict->table = NULL;
    return obj;
}

intptr_t dict_size(const struct object *dict)
{
    return as_dict(dict, "dict_size")->used;
}

/* The first key that is no str brings a new table too: CPython's entries change their shape then.
 */
static bool needs_table(const struct dict *dict, const struct object *key)
{
    const struct table *table = dict->table;

    return table == NULL || table->usable == 0 || (table->only_str && !str_check(key));
}

/* Even a key that is not kept, because an equal one is there, makes the dict tracked. */
static void maintain_tracking(struct dict *dict, struct object *key, struct object *value)
{
    if (!gc_is_tracked(&dict->base) && (gc_may_be_tracked(key) || gc_may_be_tracked(value)))
        gc_track(&dict->base);
}

static bool insert(struct dict *dict, struct object *key, size_t hash, struct object *value)
{
    if (needs_table(dict, key) && !grow(dict))
        return false;
    maintain_tracking(dict, key, value);
    add(dict->table, (struct entry){hash, newref(key), newref(value)});
    dict->used++;
    return true;
}

bool(dict_set)(struct object *dict, struct object *key, struct object *value)
{
    struct dict *self = as_dict(dict, "dict_set");
    size_t hash;

    if (!object_hash(key, &hash))
        return false;
    const int32_t *place = find(self, key, hash);
    if (place == NULL)
        return insert(self, key, hash, value);
    maintain_tracking(self, key, value);
    incref(key); /* ours until the old value is gone, as in CPython: its finalizer may look */
    setref(&self->table->entries[*place].value, newref(value));
    decref(key);
    return true;
}

struct object *dict_get(const struct object *dict, struct object *key)
{
    const struct dict *self = as_dict(dict, "dict_get");
    size_t hash;

    if (!object_hash(key, &hash))
        return NULL;
    const int32_t *place = find(self, key, hash);
    return place == NULL ? NULL : self->table->entries[*place].value;
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

    if (!object_hash(key, &hash))
        return false;
    int32_t *place = find(self, key, hash);
    if (place == NULL)
        return key_error(key);
    struct entry *entry = &self->table->entries[*place];
    struct entry gone = *entry;
    *place = DUMMY;
    *entry = (struct entry){0};
    self->used--;
    decref(gone.key);
    decref(gone.value);
    return true;
}

bool dict_next(const struct object *dict, intptr_t *position, struct object **key,
               struct object **value)
{
    const struct table *table = as_dict(dict, "dict_next")->table;

    while (table != NULL && *position < table->filled) {
        const struct entry *entry = &table->entries[(*position)++];
        if (entry->key == NULL)
            continue;
        if (key != NULL)
            *key = entry->key;
        if (value != NULL)
            *value = entry->value;
        return true;
    }
    return false;
}

void dict_clear(struct object *dict)
{
    struct dict *self = as_dict(dict, "dict_clear");
    struct table *table = self->table;

    self->table = NULL;
    self->used = 0;
    table_release(table);
}

/* A copy of a table that is more than a third holes has none; any other keeps them. */
static bool keeps_holes(const struct dict *dict)
{
    return dict->used >= dict->table->filled * 2 / 3;
}

/* The table of a copy, with its own references. NULL: no memory. */
static struct table *table_copy(const struct dict *dict)
{
    const struct table *table = dict->table;
    bool same = keeps_holes(dict);
    struct table *copy =
        table_new(same ? table->log2_size : log2_size_for((dict->used * 3 + 1) / 2));

    if (copy == NULL)
        return NULL;
    if (same)
        memcpy(copy, table, table_bytes(table->log2_size));
    else
        add_all(copy, table);
    for (intptr_t i = 0; i < copy->filled; i++) {
        xincref(copy->entries[i].key);
        xincref(copy->entries[i].value);
    }
    return copy;
}

/* The table, and with it every reference that the copy will own, is there before the copy is: a
 * collection that making the copy starts counts them, in CPython too. */
static struct object *copy_with_holes(const struct dict *dict)
{
    intptr_t used = dict->used;
    struct table *table = table_copy(dict);
    struct dict *copy = table == NULL ? NULL : (struct dict *)dict_new();

    if (copy == NULL) {
        table_release(table);
        return NULL;
    }
    copy->table = table;
    copy->used = used;
    if (gc_is_tracked(&dict->base))
        gc_track(&copy->base);
    return &copy->base;
}

/* The other way round, since CPython fills this one entry by entry. */
static struct object *copy_without_holes(const struct dict *dict)
{
    struct dict *copy = (struct dict *)dict_new();

    if (copy == NULL || dict->used == 0) /* a finalizer emptied it */
        return (struct object *)copy;
    copy->table = table_copy(dict);
    if (copy->table == NULL) {
        decref(&copy->base);
        return NULL;
    }
    copy->used = dict->used;
    if (gc_is_tracked(&dict->base)) {
        gc_track(&copy->base);
        dict_maybe_untrack(&copy->base);
    }
    return &copy->base;
}

struct object *(dict_copy)(const struct object *dict)
{
    const struct dict *self = as_dict(dict, "dict_copy");

    if (self->used == 0)
        return dict_new();
    return keeps_holes(self) ? copy_with_holes(self) : copy_without_holes(self);
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
