/* The pictures of a page in the terminal, from the recording of its lesson's run
 * (docs/pages/recording.md). */
#ifndef RECLAIM_GRADER_COMMANDS_PAGE_HEAP_H
#define RECLAIM_GRADER_COMMANDS_PAGE_HEAP_H

#include "exercises/grader/commands/page_section.h"

/* The heap after a step of the lesson's run, as a check would send it (report/heap.h); NULL where
 * there is none: no such step, or nothing could be recorded. */
char *page_heap(const struct reader *reader, int step);

#endif
