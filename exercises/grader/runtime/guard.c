/* See guard.h. */
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "common/base/state.h"
#include "common/tracing/tracemalloc.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"

enum { RANGES_MOST = 64, STACK_MOST = 8 << 20, PAGE = 4096, PAGES_MOST = 4096 };

extern char own_start[] __asm__("__start_judge_own") __attribute__((visibility("hidden")));
extern char own_end[] __asm__("__stop_judge_own") __attribute__((visibility("hidden")));

struct range {
    uintptr_t start, end;
    const char *whose;
};

/* `program` and `libraries` hold every denied range: nearly all accesses are outside of both. */
static OWN struct {
    struct range program, libraries, learner;
    struct range denied[RANGES_MOST];
    size_t count;
    FILE *streams[3];
    struct range stack;       /* above the body of the check that runs */
    bool closely[PAGES_MOST]; /* pages of the program that hold anything denied */
} guard;

static const char judge[] = "judge", system_library[] = "library";

static void deny(uintptr_t start, uintptr_t end, const char *whose)
{
    if (end > start && guard.count < RANGES_MOST)
        guard.denied[guard.count++] = (struct range){start, end, whose};
}

static void stretch(struct range *range, uintptr_t start, uintptr_t end)
{
    if (range->end == 0 || start < range->start)
        range->start = start;
    if (end > range->end)
        range->end = end;
}

/* Constants may be read, and what the program has for everybody be changed; a library's own
 * variables, code, and the tables by which names are found may not. */
static void deny_object(const struct dl_phdr_info *info, bool program)
{
    const char *whose = program ? judge : system_library;
    uintptr_t dynamic = 0, relro = 0;

    for (int i = 0; i < info->dlpi_phnum; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        uintptr_t start = info->dlpi_addr + part->p_vaddr, end = start + part->p_memsz;
        if (part->p_type == PT_DYNAMIC)
            dynamic = start;
        if (part->p_type == PT_GNU_RELRO)
            relro = end;
        if (part->p_type != PT_LOAD)
            continue;
        stretch(program ? &guard.program : &guard.libraries, start, end);
        if ((part->p_flags & PF_X) != 0 || part->p_offset == 0 ||
            ((part->p_flags & PF_W) != 0 && !program))
            deny(start, end, whose);
    }
    if (program && dynamic != 0)
        deny(dynamic, relro, whose);
}

static size_t page_of(uintptr_t place)
{
    size_t page = (place - guard.program.start) / PAGE;

    return page < PAGES_MOST ? page : PAGES_MOST - 1; /* a larger one is looked at all the more */
}

static void mark_pages(void)
{
    for (size_t i = 0; i < guard.count; i++) {
        const struct range *range = &guard.denied[i];
        if (range->start < guard.program.start || range->start >= guard.program.end)
            continue;
        for (size_t page = page_of(range->start); page <= page_of(range->end - 1); page++)
            guard.closely[page] = true;
    }
    guard.closely[PAGES_MOST - 1] = true;
}

static int see_object(struct dl_phdr_info *info, size_t size, void *seen)
{
    const char *slash = strrchr(info->dlpi_name, '/');
    int *count = seen;

    (void)size;
    if (slash == NULL || strcmp(slash + 1, LEARNER_OBJECT) != 0) {
        deny_object(info, *count == 0);
    } else {
        for (int i = 0; i < info->dlpi_phnum; i++)
            if (info->dlpi_phdr[i].p_type == PT_LOAD)
                stretch(&guard.learner, info->dlpi_addr + info->dlpi_phdr[i].p_vaddr,
                        info->dlpi_addr + info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz);
    }
    ++*count;
    return 0;
}

/* What lies lowest in this frame is where the body's begins: its return address, and under that
 * the frame pointer that it keeps for us (ReclaimSeam.cmake asks for one). */
__attribute__((noinline)) void guard_call(void (*body)(void))
{
    volatile char *lowest = __builtin_alloca(16);

    guard.stack = (struct range){(uintptr_t)lowest - 2 * sizeof(void *),
                                 (uintptr_t)lowest + STACK_MOST, judge};
    body();
    *lowest = 0; /* no tail call */
    guard_called();
}

void guard_called(void)
{
    guard.stack = (struct range){0};
}

void guard_begin(void)
{
    int count = 0;

    deny((uintptr_t)own_start, (uintptr_t)own_end, judge);
    deny((uintptr_t)&runtime, (uintptr_t)&runtime.outermost, judge); /* a frame notes its line */
    deny((uintptr_t)(&runtime.outermost + 1), (uintptr_t)(&runtime + 1), judge);
    deny((uintptr_t)&tracemalloc, (uintptr_t)(&tracemalloc + 1), judge);
    deny((uintptr_t)&stdout, (uintptr_t)(&stdout + 1), judge);
    deny((uintptr_t)&stderr, (uintptr_t)(&stderr + 1), judge);
    dl_iterate_phdr(see_object, &count);
    mark_pages();
    guard.streams[0] = stdout;
    guard.streams[1] = stderr;
}

/* Variables of the C library's that a program names. */
static bool is_a_stream(uintptr_t start, size_t size, enum access access)
{
    return access == READS && size == sizeof(FILE *) &&
           (start == (uintptr_t)&stdout || start == (uintptr_t)&stderr);
}

static void look_closely(uintptr_t start, size_t size, enum access access)
{
    for (size_t i = 0; i < guard.count; i++)
        if (start < guard.denied[i].end && start + size > guard.denied[i].start &&
            !is_a_stream(start, size, access))
            guard_refuse(access, guard.denied[i].whose);
}

/* Start and size do not overflow: guard_bytes(). */
static inline bool meet(const struct range *range, uintptr_t start, size_t size)
{
    return start < range->end && start + size > range->start;
}

/* The tables of the census, wherever they are now. */
static inline bool is_in_tables(uintptr_t start, size_t size)
{
    const struct range traces = {.start = (uintptr_t)tracemalloc.traces,
                                 .end = (uintptr_t)tracemalloc.traces +
                                        tracemalloc.trace_size * sizeof *tracemalloc.traces};

    return tracemalloc.traces != NULL && meet(&traces, start, size);
}

static inline void check(uintptr_t start, size_t size, enum access access)
{
    if (meet(&guard.program, start, size)) {
        if (size > PAGE || guard.closely[page_of(start)] || guard.closely[page_of(start + size)])
            look_closely(start, size, access);
    } else if (meet(&guard.libraries, start, size)) {
        if (start < guard.learner.start || start + size > guard.learner.end)
            look_closely(start, size, access);
    } else if (meet(&guard.stack, start, size) || is_in_tables(start, size)) {
        guard_refuse(access, judge);
    }
}

void guard_bytes(const void *start, size_t size, enum access access)
{
    size_t most = UINTPTR_MAX - (uintptr_t)start;

    if (size > 0)
        check((uintptr_t)start, size < most ? size : most, access);
}

bool guard_is_stream(const FILE *stream)
{
    for (size_t i = 0; i < sizeof guard.streams / sizeof guard.streams[0]; i++)
        if (stream != NULL && stream == guard.streams[i])
            return true;
    return false;
}

void guard_add_stream(FILE *stream)
{
    guard.streams[2] = stream;
}

bool guard_is_near(const void *place)
{
    return meet(&guard.program, (uintptr_t)place, 1) || meet(&guard.libraries, (uintptr_t)place, 1);
}

/* ---- what compilers call: gcc the first of each pair, clang the second -------------------------
 */

#define PUBLIC __attribute__((visibility("default"))) void

#define FOR_EACH_SIZE(size, access, gcc, clang)                                                    \
    PUBLIC gcc(uintptr_t start);                                                                   \
    PUBLIC gcc(uintptr_t start)                                                                    \
    {                                                                                              \
        check(start, size, access);                                                                \
    }                                                                                              \
    PUBLIC clang(uintptr_t start);                                                                 \
    PUBLIC clang(uintptr_t start)                                                                  \
    {                                                                                              \
        check(start, size, access);                                                                \
    }

#if !SANITIZED
FOR_EACH_SIZE(1, READS, __asan_load1_noabort, __sanitizer_cov_load1)
FOR_EACH_SIZE(2, READS, __asan_load2_noabort, __sanitizer_cov_load2)
FOR_EACH_SIZE(4, READS, __asan_load4_noabort, __sanitizer_cov_load4)
FOR_EACH_SIZE(8, READS, __asan_load8_noabort, __sanitizer_cov_load8)
FOR_EACH_SIZE(16, READS, __asan_load16_noabort, __sanitizer_cov_load16)
FOR_EACH_SIZE(1, WRITES, __asan_store1_noabort, __sanitizer_cov_store1)
FOR_EACH_SIZE(2, WRITES, __asan_store2_noabort, __sanitizer_cov_store2)
FOR_EACH_SIZE(4, WRITES, __asan_store4_noabort, __sanitizer_cov_store4)
FOR_EACH_SIZE(8, WRITES, __asan_store8_noabort, __sanitizer_cov_store8)
FOR_EACH_SIZE(16, WRITES, __asan_store16_noabort, __sanitizer_cov_store16)

PUBLIC __asan_loadN_noabort(uintptr_t start, size_t size);
PUBLIC __asan_loadN_noabort(uintptr_t start, size_t size)
{
    check(start, size, READS);
}

PUBLIC __asan_storeN_noabort(uintptr_t start, size_t size);
PUBLIC __asan_storeN_noabort(uintptr_t start, size_t size)
{
    check(start, size, WRITES);
}

PUBLIC __asan_handle_no_return(void);
PUBLIC __asan_handle_no_return(void)
{
}
#endif
