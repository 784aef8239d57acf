/* An error that is pending already, and is somebody else's: who does not fail leaves it as it is.
 *
 *     error_waits("slot_take(slot)");
 *     taken = slot_take(slot);
 *     error_is_still();
 */
#ifndef RECLAIM_EXERCISES_PENDING_H
#define RECLAIM_EXERCISES_PENDING_H

#include "common/base/error.h"
#include "exercises/check.h"

/* Before the call, or the calls. */
static inline void error_waits(const char *call)
{
    STEP("%s, while a KeyError is pending", call);
    error_set(ERROR_KEY, "theirs");
}

/* After a call that did not fail. @theirs: an error was pending before it. */
static inline void error_stays(bool theirs)
{
    BECAUSE(theirs
                ? "The error that was pending belongs to somebody else. Whoever does not fail "
                  "leaves it as it is: things are let go because of errors, too."
                : "The call succeeded, and left an error behind. Whoever looks for one next takes "
                  "it for his own.");
    EXPECT("the pending error", error_message(), theirs ? "KeyError: theirs" : "");
    STOP_IF(error_occurred() != (theirs ? ERROR_KEY : ERROR_NONE));
}

/* After what began with error_waits(). */
static inline void error_is_still(void)
{
    error_stays(true);
    error_clear();
}

#endif
