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

void frame_note(const char *file, int line)
{
    runtime.frame->file = file;
    runtime.frame->line = line;
}
