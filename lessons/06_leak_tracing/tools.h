/**
 * @file
 * Pympler and objgraph in few words, on common/looking/summary.h and backrefs.h; tools.py has the
 * same on Python's gc module.
 */
#ifndef RECLAIM_LESSONS_TOOLS_H
#define RECLAIM_LESSONS_TOOLS_H

#include "common/looking/summary.h"
#include "common/objects/object.h"

/** summary.summarize(muppy.get_objects()). The caller frees it. */
struct summary summarize_objects(void);

/** One row of summary.get_diff(): how many more of a type, and bytes more. */
struct summary_row difference(const char *type_name, const struct summary *before,
                              const struct summary *after);

/** objgraph.by_type(type_name)[0]. New reference. NULL: there is none. */
struct object *first_of(const char *type_name);

/** objgraph.find_backref_chain() as text, "clock → list → callback → Photo"; a link that does not
 * hold would say "not". Good until the next call. */
const char *chain_of(struct object *obj);

/** len(gc.get_referrers(obj)). */
size_t referrers(struct object *obj);

#endif
