/* The tables of dicts. See dict_table.h. */
#include "common/types/dict_table.h"

#include <string.h>

#include "common/types/atoms.h"
#include "common/types/traverse.h"

enum { EMPTY = -1, DUMMY = -2, CHANGED = -2, LOG2_SMALLEST = 3, LOG2_LARGEST = 31 };

static int8_t empty_index[] = {EMPTY};

struct table table_empty = {.owners = 1, .kind = TABLE_STR, .index = empty_index};

static intptr_t usable_of(int log2_size)
{
    return ((intptr_t)2 << log2_size) / 3;
}

static size_t index_bytes(int log2_size)
{
    return (size_t)(log2_size < 8 ? 1 : log2_size < 16 ? 2 : 4) << log2_size;
}

static inline intptr_t index_get(const struct table *table, size_t slot)
{
    if (table->log2_size < 8)
        return ((const int8_t *)table->index)[slot];
    if (table->log2_size < 16)
        return ((const int16_t *)table->index)[slot];
    return ((const int32_t *)table->index)[slot];
}

static void index_set(struct table *table, size_t slot, intptr_t number)
{
    if (table->log2_size < 8)
        ((int8_t *)table->index)[slot] = (int8_t)number;
    else if (table->log2_size < 16)
        ((int16_t *)table->index)[slot] = (int16_t)number;
    else
        ((int32_t *)table->index)[slot] = (int32_t)number;
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

size_t table_hash(const struct table *table, const struct entry *entry)
{
    return table->kind == TABLE_GENERAL ? entry->hash[0] : str_hash_of(entry->key);
}

size_t table_bytes(const struct table *table)
{
    size_t entries =
        (size_t)usable_of(table->log2_size) * table_entry_size(table->kind == TABLE_GENERAL);

    return sizeof *table + entries + index_bytes(table->log2_size);
}

static inline struct table *make_table(int log2_size, enum table_kind kind)
{
    struct table shape = {.owners = 1, .log2_size = (uint8_t)log2_size, .kind = (uint8_t)kind};
    struct table *table =
        log2_size > LOG2_LARGEST ? error_no_memory() : memory_alloc(table_bytes(&shape));

    if (table == NULL)
        return NULL;
    *table = shape;
    table->usable = usable_of(log2_size);
    table->index = table_entry(table, table->usable);
    if (log2_size == LOG2_SMALLEST)
        memset(table->index, EMPTY, (size_t)1 << LOG2_SMALLEST); /* most tables: one store */
    else
        memset(table->index, EMPTY, index_bytes(log2_size));
    return table;
}

/* Most tables are of the smallest size: for those the compiler does the arithmetic. */
struct table *table_new(int log2_size, enum table_kind kind)
{
    if (log2_size == LOG2_SMALLEST && kind == TABLE_STR)
        return make_table(LOG2_SMALLEST, TABLE_STR);
    return make_table(log2_size, kind);
}

int table_log2_for(intptr_t size)
{
    unsigned long last = (unsigned long)(size | 1 << LOG2_SMALLEST) - 1;

    return 8 * (int)sizeof last - __builtin_clzl(last);
}

void table_release(struct table *table)
{
    if (--table->owners > 0)
        return;
    for (intptr_t i = 0; i < table->filled; i++) {
        struct entry *entry = table_entry(table, i);
        xdecref(entry->key);
        xdecref(entry->value);
    }
    memory_free(table);
}

/* The number at @key's first place. */
static intptr_t first_number(const struct table *table, size_t hash)
{
    return index_get(table, hash & (((size_t)1 << table->log2_size) - 1));
}

static intptr_t find_str(const struct table *table, struct object *key, size_t hash)
{
    const struct entry *entries = (const struct entry *)(table + 1);

    for (struct probe probe = probe_start(table, hash);; probe_next(&probe)) {
        intptr_t number = index_get(table, probe.slot);
        if (number == EMPTY)
            return TABLE_ABSENT;
        if (number == DUMMY)
            continue;
        const struct object *known = entries[number].key;
        if (known == key || (str_hash_of(known) == hash && str_same(known, key)))
            return number;
    }
}

/* CHANGED: comparing brought another table, or deleted the key that was compared. */
static intptr_t try_to_find(const struct dict *dict, struct object *key, size_t hash)
{
    const struct table *table = dict->table;
    uintptr_t tables = dict->tables;

    for (struct probe probe = probe_start(table, hash);; probe_next(&probe)) {
        intptr_t number = index_get(table, probe.slot);
        if (number == EMPTY)
            return TABLE_ABSENT;
        if (number == DUMMY)
            continue;
        const struct entry *entry = table_entry(table, number);
        struct object *known = entry->key;
        if (known == key)
            return number;
        if (table_hash(table, entry) != hash)
            continue;
        bool equal = object_equal(known, key);
        if (dict->tables != tables || entry->key != known)
            return CHANGED;
        if (equal)
            return number;
    }
}

static __attribute__((noinline)) intptr_t find_slowly(const struct dict *dict, struct object *key,
                                                      size_t hash)
{
    intptr_t number = CHANGED;

    if (dict->table->kind != TABLE_GENERAL && str_check(key))
        return find_str(dict->table, key, hash);
    while (number == CHANGED)
        number = try_to_find(dict, key, hash);
    return number;
}

/* Most often it is the very same key, at its first place: there is nothing to compare. */
intptr_t table_find(const struct dict *dict, struct object *key, size_t hash)
{
    intptr_t number = first_number(dict->table, hash);

    if (number >= 0 && table_entry(dict->table, number)->key == key)
        return number;
    return number == EMPTY ? TABLE_ABSENT : find_slowly(dict, key, hash);
}

/* Lets the index lead to entry @number. */
static void index_add(struct table *table, size_t hash, intptr_t number)
{
    struct probe probe = probe_start(table, hash);

    while (index_get(table, probe.slot) >= 0)
        probe_next(&probe);
    index_set(table, probe.slot, number);
}

void table_add(struct table *table, struct object *key, size_t hash, struct object *value)
{
    struct entry *entry = table_entry(table, table->filled);

    entry->key = key;
    entry->value = value;
    if (table->kind == TABLE_GENERAL)
        entry->hash[0] = hash;
    index_add(table, hash, table->filled++);
    table->usable--;
}

void table_forget(struct table *table, size_t hash, intptr_t number)
{
    struct entry *entry = table_entry(table, number);
    struct probe probe = probe_start(table, hash);

    while (index_get(table, probe.slot) != number)
        probe_next(&probe);
    index_set(table, probe.slot, DUMMY);
    entry->key = entry->value = NULL;
}

void table_move(struct table *from, struct table *to)
{
    for (intptr_t i = 0; i < from->filled; i++) {
        const struct entry *entry = table_entry(from, i);
        if (entry->key != NULL)
            table_add(to, entry->key, table_hash(from, entry), entry->value);
    }
    if (from != &table_empty)
        memory_free(from);
    else
        from->owners--;
}
