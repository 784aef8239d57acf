/**
 * @file
 * Trial deletion as a table, read off the running collector; trial.py has the same words for
 * lesson.py.
 *
 * - member() names who shall have a row; then collects() runs a collection, and what stands in the
 * table is what the collector itself told its observer (common/collector/observe.h).
 * - Rows stand in the order in which the collector walks its list. A member that it does not
 * examine has none.
 * - Only addresses are kept, no references.
 */
#ifndef RECLAIM_LESSONS_TRIAL_H
#define RECLAIM_LESSONS_TRIAL_H

#include "common/objects/object.h"

/** @p obj has a row, under this @p name, in the table of the next collects(). */
void member(const char *name, const struct object *obj);

/** Begins a step that runs gc.collect(generation): its table, if there are members, and what it
 * returns. @p code is the line of Python. */
long long collects(const char *code, int generation);

/** @name What stands in the last table */
///@{
/** The working count of @p name when it was copied from the reference count. */
long long copied(const char *name);
/** What was left of it after subtraction: the references from outside. */
long long left_of(const char *name);
/** "held from outside", "held by a survivor", "set aside, brought back" or "garbage"; "not
 * examined" for who has no row. */
const char *verdict(const char *name);
///@}

#endif
