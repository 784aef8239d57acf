/**
 * @file
 * Who is calling: the file and line that the tracer blames for an allocation.
 *
 * Python's tracemalloc reads the interpreter's frames. C has none that a program may read cheaply,
 * so here a frame is a small struct on the C stack: FRAME() at the top of a function pushes one and
 * it pops itself when the function returns. Inside it, every call of a public function that may
 * allocate first notes its own line, through a macro with the function's name (AT_CALLER()): two
 * stores.
 *
 * Without any FRAME() everything happens in one outermost frame, which is enough for "which line
 * made this". The macros are off inside the library itself (RECLAIM_LIBRARY), so that list_append()
 * growing a list blames the line that appended, not a line of list.c.
 */
#ifndef RECLAIM_COMMON_BASE_FRAME_H
#define RECLAIM_COMMON_BASE_FRAME_H

/** One active call. Lives on the C stack of the function it stands for. */
struct frame {
    const char *file;     /**< as __FILE__ gave it, static */
    const char *function; /**< as __func__ gave it, static */
    int line;             /**< the line now being executed; 0 before the first call */
    struct frame *back;   /**< the caller's frame, NULL for the outermost */
};

/** Makes @p frame the innermost one. Pair with frame_pop(), or use FRAME(), which does. */
void frame_push(struct frame *frame);

/** Leaves @p frame, which must be the innermost one. */
void frame_pop(struct frame *frame);

/** The innermost frame's place in the source is now @p file : @p line. */
void frame_note(const char *file, int line);

/** Declares a frame for the function in which it stands; it pops itself on every way out. */
#define FRAME()                                                                                    \
    __attribute__((cleanup(frame_pop))) struct frame frame_of_this_function = {__FILE__, __func__, \
                                                                               __LINE__, 0};       \
    frame_push(&frame_of_this_function)

/** The value of @p call, made with this line noted as its caller. */
#define AT_CALLER(call) (frame_note(__FILE__, __LINE__), (call))

#endif
