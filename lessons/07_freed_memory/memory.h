/**
 * @file
 * What lesson 07 makes, and the four numbers by which it tells where memory is; memory.py has the
 * same words for lesson.py.
 */
#ifndef RECLAIM_LESSONS_MEMORY_H
#define RECLAIM_LESSONS_MEMORY_H

#include "common/objects/object.h"

enum { MANY = 1000000, SHORT = 31, LONG = 1951 }; /* strs of 80 bytes, and of 2,000 */

/** How many of @p count short strs are made: all; where nothing can be measured, as under Valgrind
 * or the judge, a quarter, since a million strs take long there. */
size_t made_of(size_t count);

/** A list of @p count strs of @p length characters, each an object of its own; of the short ones
 * made_of(count). New reference. */
struct object *texts_new(int count, int length);

/** texts[::step] and texts[:count]. New references. */
struct object *every(struct object *texts, int step);
struct object *first(struct object *texts, int count);

/** A list of @p count empty lists. New reference. */
struct object *lists_new(int count);

/** One str of 200 MB. New reference. */
struct object *large_new(void);

/** @name The four numbers */
///@{
size_t traced_now(void); /**< tracemalloc's current bytes */
size_t blocks(void);     /**< sys.getallocatedblocks() */
size_t arenas(void);     /**< arenas in use: sys._debugmallocstats() */
double resident(void);   /**< MB that the process has of the machine's memory */
///@}

/** Whether resident() means anything here: not where Valgrind or a sanitizer is in malloc's place,
 * nor under the judge, who starts no other process and opens no file. */
bool measurable(void);

/** How many MB of pages became a child process's own while it did @p work: those it wrote to. */
double copied_by(void (*work)(void));

/** malloc_trim(0). */
void trim(void);

#endif
