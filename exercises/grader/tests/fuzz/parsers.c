/* See fuzz.h. The judge's give_up() ends the program; here it ends the input (-Wl,--wrap=give_up).
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "exercises/grader/judge/answers.h"
#include "exercises/grader/judge/gate.h"
#include "exercises/grader/judge/source.h"
#include "exercises/grader/judge/verdict.h"
#include "exercises/grader/tests/fuzz/fuzz.h"

static jmp_buf given_up;

_Noreturn void __wrap_give_up(const char *format, ...);

_Noreturn void __wrap_give_up(const char *format, ...)
{
    (void)format;
    longjmp(given_up, 1);
}

/* The bytes as a file that has a name. */
static const char *as_file(const uint8_t *bytes, size_t size)
{
    static int fd = -1;

    if (fd < 0)
        fd = memfd_create("input", 0);
    if (ftruncate(fd, 0) != 0 || pwrite(fd, bytes, size, 0) != (ssize_t)size)
        abort();
    return format("/proc/self/fd/%d", fd);
}

/* As what a check sends: wrapped in nonce and numbers, and the records within. */
int fuzz_stream(const uint8_t *bytes, size_t size)
{
    struct text sent = {0}, plain = {0};
    struct stream stream = {0}, expected = {0};
    struct result result = {.expected = &expected};
    struct run run = {.record_fd = -1};

    text_add(&sent, (const char *)bytes, size);
    (void)stream_unwrap(&sent, 0, true, &plain);
    stream_read(&stream, text_of(&sent), sent.size);
    run.records = sent;
    verdict_find(&result, &run, 0);
    text_free(&sent);
    text_free(&plain);
    return 0;
}

int fuzz_answers(const uint8_t *bytes, size_t size)
{
    struct exercise exercise = {.name = "1b_slot", .pack = as_file(bytes, size)};
    struct answers answers;

    if (setjmp(given_up) == 0) {
        answers_begin(&answers, &exercise, 1, true);
        answers_finish(&answers);
    }
    return 0;
}

int fuzz_source(const uint8_t *bytes, size_t size)
{
    struct exercise exercise = {.root = "/nowhere",
                                .lesson = "01_refcounting",
                                .contract = "/nowhere/exercises/01_refcounting/1b_slot.h"};
    struct words refusals = {0};

    (void)source_check(&exercise, as_file(bytes, size), &refusals);
    return 0;
}

/* This very program stands for the one around the object. */
int fuzz_object(const uint8_t *bytes, size_t size)
{
    struct exercise exercise = {
        .root = "/nowhere", .checks = "/proc/self/exe", .contract = "/nowhere/1b_slot.h"};
    struct words refusals = {0};

    if (setjmp(given_up) == 0)
        (void)gate_check(&exercise, as_file(bytes, size), &refusals);
    return 0;
}
