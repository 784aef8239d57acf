/* A program of your own against the library: ./reclaim try mine.c
 *
 * The file includes "try.h" and defines `void try(void)`; it may have functions, types and static
 * variables of its own beside. It is compiled and run as an exercise is (so: plain C, no files, no
 * processes, a few seconds), and nothing is judged. Shown are its lines as they run, what each one
 * printed, and whose count it changed; at the end what is still alive, or where it crashed.
 *
 * All of the library's headers may be included; the usual ones come with this one.
 */
#ifndef RECLAIM_TRY_H
#define RECLAIM_TRY_H

#include "common/collector/gc.h"
#include "common/looking/backrefs.h"
#include "common/looking/summary.h"
#include "common/objects/object.h"
#include "common/tracing/snapshot.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"
#include "exercises/exercise.h"

/* What is to be written. */
void try(void);

/* Draws these objects and all that they reach: DRAW(list, item). */
#define DRAW(...)                                                                                  \
    try_draw(#__VA_ARGS__, (struct object *[]){__VA_ARGS__},                                       \
             (int)(sizeof(struct object *[]){__VA_ARGS__} / sizeof(struct object *)))

/* The instruments of lesson 06. CENSUS(): what is alive, and the lines that made it. GROWTH(): the
 * types of which there are more than at the last GROWTH(); it collects first, as objgraph does.
 * HOLDERS(x): who refers to x. Snapshots are taken with tracemalloc_take_snapshot(). */
#define CENSUS()   try_census()
#define GROWTH()   try_growth()
#define HOLDERS(x) try_holders(#x, x)

void try_draw(const char *names, struct object *const *objects, int count);
void try_census(void);
void try_growth(void);
void try_holders(const char *name, struct object *object);

#endif
