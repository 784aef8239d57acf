/**
 * @file
 * In which generation an object is, and how long each generation has waited; ages.py has the same
 * words for lesson.py.
 */
#ifndef RECLAIM_LESSONS_AGES_H
#define RECLAIM_LESSONS_AGES_H

#include "common/objects/object.h"

/** What lives() says of an object that is tracked and in no generation. */
enum { FROZEN = -1 };

/** Shows in which generation @p obj, which is tracked, was when shown last under this @p label, and
 * is now. @return the generation, or FROZEN. */
int lives(const char *label, const struct object *obj);

/** Asks for gc.get_count()[1:]: how many collections of the next younger generation each of the two
 * older ones has waited for. @return "(1, 0)", good until the next call. */
const char *waiting(void);

#endif
