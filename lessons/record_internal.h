/**
 * @file
 * What record.c and collection.c share.
 */
#ifndef RECLAIM_LESSONS_RECORD_INTERNAL_H
#define RECLAIM_LESSONS_RECORD_INTERNAL_H

#include <stdio.h>

#include "common/looking/heap.h"

/** Where records go; NULL: there is no recording. */
extern FILE *recording;

/** Whether @p obj is in the heap that was recorded last. */
bool recording_shows(const struct object *obj);

/** Watches collections from now on; false: no longer. */
void collection_watch(bool on);

/** A step begins: its first collection is told move by move, the others are counted. */
void collection_begin_step(void);

/** Tells how many collections of this step were only counted. */
void collection_end_step(void);

#endif
