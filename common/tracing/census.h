/**
 * @file
 * The census: which objects are alive, by type and by the line that made them.
 *
 * It reads the tracer's table (tracemalloc.h), so it knows what was made while tracing was on. An
 * object that waits in a free list is dead and not counted; nor are the shared atoms, which were
 * never allocated.
 */
#ifndef RECLAIM_COMMON_TRACING_CENSUS_H
#define RECLAIM_COMMON_TRACING_CENSUS_H

#include "common/objects/object.h"
#include "common/tracing/tracemalloc.h"

/** Objects of one type that one line made. */
struct census_row {
    const char
        *type_name; /**< "buffer" for memory that no object stands in; good while the type lives */
    struct place place; /**< the line that made them */
    size_t count;
    size_t bytes;      /**< of the blocks themselves */
    intptr_t refcount; /**< of one of them */
};

/** The rows of all live objects, most objects first, then by type, file and line. Buffers that
 * objects own are left out; those that nobody but the caller can own (memory_alloc() outside the
 * library) come last.
 *  @return the number of rows, at most @p limit of which are stored in @p rows; *@p objects is the
 * number of live objects and caller's buffers in all. */
size_t census_take(struct census_row *rows, size_t limit, size_t *objects);

#endif
