/* The stack of frames. See frame.h. */
#include "common/base/frame.h"

#include "common/base/error.h"
#include "common/base/state.h"

void frame_push(struct frame *frame)
{
    frame->back = runtime.frame;
    runtime.frame = frame;
}

void frame_pop(struct frame *frame)
{
    if (runtime.frame != frame)
        fatal("frame_pop", "the frame of %s is not the innermost one", frame->function);
    runtime.frame = frame->back;
}

struct frame_call frame_note(const char *file, int line)
{
    struct frame *frame = runtime.frame;
    struct frame_call before = {frame, frame->line, frame->calling};

    frame->file = file;
    frame->line = line;
    frame->calling = true;
    return before;
}
