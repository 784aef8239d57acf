/* What every exercise owes, whatever its checks look at: see owed.c. */
#ifndef RECLAIM_GRADER_RUNTIME_OWED_H
#define RECLAIM_GRADER_RUNTIME_OWED_H

#pragma GCC visibility push(hidden)

/* The library is started and the tracer on; from here to the end it is looked at every point. */
void owed_begin(void);
void owed_end(void);
/* The check is about to say or observe something. */
void owed_point(void);
/* The pending error, if it is another than was said last. Safe in a signal handler. */
void owed_send_pending(void);
/* A stub was called. Does not return when that was a traverse that owed_point() called. */
void owed_unwritten(void);
/* The name of the type whose traverse owed_point() is calling; NULL. */
const char *owed_inside(void);

#pragma GCC visibility pop

#endif
