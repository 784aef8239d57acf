/* Where in the learner's file: addresses to lines. Costs a process (addr2line), so only when
 * something crashed. */
#ifndef RECLAIM_GRADER_JUDGE_PLACE_H
#define RECLAIM_GRADER_JUDGE_PLACE_H

#include "exercises/grader/judge/stream.h"

/* Calls in the file `source` alone: "1b_slot.c:31, in slot_set", with the calls that led there
 * after it; NULL when the stream names no frame or the tool is not there. */
const char *place_find(const struct stream *stream, const char *shared, const char *source);

#endif
