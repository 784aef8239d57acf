/**
 * @file
 * Who is calling: the file and line that the tracer blames for an allocation.
 *
 * Python's tracemalloc reads the interpreter's frames. C has none that a program may read cheaply,
 * so here a frame is a small struct on the C stack: FRAME() at the top of a function pushes one and
 * it pops itself when the function returns. Inside it, every call of a public function that may
 * allocate notes its own line as long as it lasts, through a macro with the function's name
 * (AT_CALLER()).
 *
 * - A call of a function of one's own is noted only if it is written AT_CALLER(load(photo)), or if
 *   that function has such a macro, too, after its definition or in its header:
 *   `#define load(...) AT_CALLER(load(__VA_ARGS__))`.
 * - The innermost frame shows the line of the call that is noted, or was last.
 * - A frame further out shows the line of the call that it is in. When that call is not noted, it
 *   shows the line of its FRAME(), never that of an earlier call. A finalizer that decref() runs is
 *   called so, for decref() notes nothing.
 * - Without any FRAME() everything happens in one outermost frame, which is enough for "which line
 *   made this". Under other frames it is shown only while a call from it is noted.
 *
 * The macros are off inside the library itself (RECLAIM_LIBRARY), so that list_append() growing a
 * list blames the line that appended, not a line of list.c.
 */
#ifndef RECLAIM_COMMON_BASE_FRAME_H
#define RECLAIM_COMMON_BASE_FRAME_H

#include <stdbool.h>

/** One active call. Lives on the C stack of the function it stands for. */
struct frame {
    const char *file;     /**< as __FILE__ gave it, static */
    const char *function; /**< as __func__ gave it, static */
    int start;            /**< the line of FRAME(); 0 in the outermost */
    int line;             /**< that of the noted call, now or last; start before the first */
    bool calling;         /**< that call is not over */
    struct frame *back;   /**< the caller's frame, NULL for the outermost */
};

/** A frame as it was before a call was noted in it. */
struct frame_call {
    struct frame *frame;
    int line;
    bool calling;
};

/** Makes @p frame the innermost one. Pair with frame_pop(), or use FRAME(), which does. */
void frame_push(struct frame *frame);

/** Leaves @p frame, which must be the innermost one. */
void frame_pop(struct frame *frame);

/** The innermost frame's place in the source is now @p file : @p line, and a call is made there.
 *  @return how to go back. */
struct frame_call frame_note(const char *file, int line);

/** The noted call is over: the frame is in the call around it again, if there is one. */
static inline void frame_call_over(const struct frame_call *before)
{
    if (before->calling)
        before->frame->line = before->line;
    before->frame->calling = before->calling;
}

/** The line that @p frame shows while it is not the innermost one. */
static inline int frame_line_of_call(const struct frame *frame)
{
    return frame->calling ? frame->line : frame->start;
}

/** Declares a frame for the function in which it stands; it pops itself on every way out. */
#define FRAME()                                                                                    \
    __attribute__((cleanup(frame_pop))) struct frame frame_of_this_function = {                    \
        .file = __FILE__, .function = __func__, .start = __LINE__, .line = __LINE__};              \
    frame_push(&frame_of_this_function)

/** The value of @p call, made with this line noted as its caller. Calls may stand in one another,
 * so each needs a name of its own. */
#define AT_CALLER(call)          FRAME_CALL(call, __COUNTER__)
#define FRAME_CALL(call, number) FRAME_CALL_(call, number)
#define FRAME_CALL_(call, number)                                                                  \
    __extension__({                                                                                \
        __attribute__((cleanup(frame_call_over), unused))                                          \
        const struct frame_call frame_call_##number = frame_note(__FILE__, __LINE__);              \
        (call);                                                                                    \
    })

#endif
