/**
 * @file
 * What there is, by type: how many, how large, and what has become more.
 *
 * The names say which tool of Python's answers so: muppy and summary are modules of Pympler,
 * objgraph is one of its own. A summary is plain numbers and refers to no object, so it may be kept
 * to compare with a later one.
 * - A struct summary starts as {0}, is filled by a function below as often as one likes, each time
 *   from nothing, and ends with summary_free().
 * - When memory runs out, a function returns false with MemoryError set, and its summary is empty.
 * - Sizes are those of sys_getsizeof(), in bytes; types are told apart by name.
 */
#ifndef RECLAIM_COMMON_LOOKING_SUMMARY_H
#define RECLAIM_COMMON_LOOKING_SUMMARY_H

#include "common/objects/object.h"

/** The objects of one type. */
struct summary_row {
    char type_name[48]; /**< cut off if it is longer */
    ptrdiff_t count;    /**< how many; in a difference, how many more */
    ptrdiff_t size;     /**< all of them together */
    ptrdiff_t growth;   /**< of the count, for objgraph_growth(); else 0 */
};

/** One row for each type. */
struct summary {
    struct summary_row *rows;
    size_t count, room; /**< rows there are, and would fit */
};

void summary_free(struct summary *summary);

/** The row of that type. Borrowed. NULL: has none. */
struct summary_row *summary_find(const struct summary *summary, const char *type_name);

/** muppy.get_objects(): collects, then lists every tracked object and the untracked ones that such
 * an object refers to, each once. New reference; it keeps all of them alive. NULL: no memory. */
struct object *muppy_get_objects(void);

/** summary.summarize(): @p objects, a list, by type; the largest size comes first. */
bool summary_summarize(struct summary *summary, struct object *objects);

/** summary.get_diff(): @p after minus @p before for each type of either, the largest growth of size
 * first; rows of zeros stay. @p diff is neither of them. */
bool summary_get_diff(struct summary *diff, const struct summary *before,
                      const struct summary *after);

/** objgraph.typestats(): the tracked objects by type, the most numerous first. What is untracked
 * (atoms, a dict of atoms) is invisible to it. For programs of one's own. */
bool objgraph_typestats(struct summary *summary);

/** objgraph.count(): how many tracked objects have a type of that name. */
size_t objgraph_count(const char *type_name);

/** objgraph.growth(): collects, then tells the types of which there are more tracked objects than
 * ever before, the most grown first; count is how many there are, growth how many more. @p peaks
 * remembers the most of each type from one call to the next: {0} at first, so that the first call
 * tells all. For programs of one's own. */
bool objgraph_growth(struct summary *summary, struct summary *peaks);

#ifndef RECLAIM_LIBRARY
#include "common/base/frame.h"
#define muppy_get_objects()     AT_CALLER(muppy_get_objects())
#define summary_summarize(...)  AT_CALLER(summary_summarize(__VA_ARGS__))
#define summary_get_diff(...)   AT_CALLER(summary_get_diff(__VA_ARGS__))
#define objgraph_typestats(...) AT_CALLER(objgraph_typestats(__VA_ARGS__))
#define objgraph_growth(...)    AT_CALLER(objgraph_growth(__VA_ARGS__))
#endif

#endif
