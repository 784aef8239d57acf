/**
 * @file
 * @internal
 * How a dict lies in memory: as in CPython 3.11, byte for byte.
 *
 * A table is one block. Its entries stand in a row in the order in which they came, and an index
 * finds them by hash: for each slot one number of an entry, of 1, 2 or 4 bytes. A deleted entry
 * leaves a hole in the row and a mark in the index; both go when a new table is made.
 *
 * - While all keys are str an entry is a key and a value, since a str keeps its hash. The first
 *   other key brings a *general* table, whose entries keep the hash too.
 * - Instances of a class share one table for the *names* of their attributes. The values are then
 *   apart, a row for each instance, and so is the order in which it was given them (values.c).
 *
 * CPython: PyDictKeysObject in Objects/dictobject.c.
 */
#ifndef RECLAIM_COMMON_TYPES_DICT_TABLE_H
#define RECLAIM_COMMON_TYPES_DICT_TABLE_H

#include "common/objects/object.h"
#include "common/types/values.h"

#pragma GCC visibility push(hidden) /* not offered to a learner's file */

enum table_kind { TABLE_STR, TABLE_GENERAL, TABLE_SHARED };

/** One key and its value. */
struct entry {
    struct object *key;   /**< NULL: a hole */
    struct object *value; /**< NULL: a hole, or the table is shared */
    size_t hash[];        /**< one, in a general table */
};

/** 32 bytes; the entries follow, and then the index. */
struct table {
    uint32_t owners; /**< dicts, and the class */
    uint8_t log2_size;
    uint8_t kind;    /**< of enum table_kind */
    void *index;     /**< int8_t, int16_t or int32_t: number of an entry, EMPTY or DUMMY */
    intptr_t usable; /**< entries that may still be added */
    intptr_t filled; /**< entries in the row, holes included */
};

/** 48 bytes. */
struct dict {
    struct object base;
    intptr_t used;
    uintptr_t tables;      /**< how many it has had: who ran a user's code compares */
    struct table *table;   /**< never NULL; table_empty at first */
    struct values *values; /**< not NULL: the table is a class's, and the values are here */
};

/** What a dict has that was never given anything: no entries, and no room for any. */
extern struct table table_empty;

enum { TABLE_ABSENT = -1 }; /* no entry */

static inline size_t table_entry_size(bool general)
{
    return sizeof(struct entry) + (general ? sizeof(size_t) : 0);
}

/** Entry @p number of @p table. */
static inline struct entry *table_entry(const struct table *table, intptr_t number)
{
    size_t size = table_entry_size(table->kind == TABLE_GENERAL);

    return (struct entry *)((uintptr_t)(table + 1) + (size_t)number * size);
}

/** The entry that follows @p entry in a table that is @p general or not. */
static inline const struct entry *entry_after(const struct entry *entry, bool general)
{
    return (const struct entry *)((uintptr_t)entry + table_entry_size(general));
}

/** The hash of @p entry's key. */
size_t table_hash(const struct table *table, const struct entry *entry);

/** An empty table with 1 owner. NULL: no memory. */
struct table *table_new(int log2_size, enum table_kind kind);

/** The size of a table for @p size, with CPython's arithmetic: it makes a table of 16 for 9. */
int table_log2_for(intptr_t size);

/** The bytes of @p table. */
size_t table_bytes(const struct table *table);

/** One owner less. The last one takes the table with it: each entry, in order, releases its key and
 * then its value. */
void table_release(struct table *table);

/** The number of any @p key in @p dict's table; TABLE_ABSENT. Runs the `equal` of types, which may
 * change @p dict: the search then starts again, as in CPython. */
intptr_t table_find(const struct dict *dict, struct object *key, size_t hash);

/** Appends an entry whose key is absent, with room for it. Steals both references; @p value may be
 * NULL. */
void table_add(struct table *table, struct object *key, size_t hash, struct object *value);

/** Leaves a hole where the entry of that number was. What was in it is the caller's. */
void table_forget(struct table *table, size_t hash, intptr_t number);

/** Appends all entries of @p from, without its holes, to @p to, which has room, and frees @p from.
 */
void table_move(struct table *from, struct table *to);

#pragma GCC visibility pop

#endif
