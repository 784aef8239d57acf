/* The lessons as checks, "lesson_01" and so on: each is run from beginning to end, and every line
 * of its transcript is an observation.
 *
 * - The lines go to the judge as records do, so whatever the learner's code prints is none of them,
 * and a lesson that somebody ended half-way has no end.
 * - Lines that begin with `~` are left out: no two runs need agree on them. Steps are sent as
 * steps.
 * - RECLAIM_LESSONS names them: LESSON(00) LESSON(01) ...; lesson.c's main() is lesson_main_01 here
 * (ReclaimLesson.cmake).
 */
#include <string.h>

#include "common/base/error.h"
#include "common/base/memory.h"
#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"
#include "lessons/page.h"

static OWN struct {
    char bytes[1024];
    size_t used;
    int number;
} line;

static void send_line(void)
{
    static const char step[] = "  >>> ";

    line.number++;
    if (line.bytes[0] == '~')
        return;
    if (strncmp(line.bytes, step, strlen(step)) == 0)
        check_step("%s", line.bytes + strlen(step));
    record_begin("see");
    record_text(check_text("line %d of its transcript", line.number));
    record_text("line");
    record_text(line.bytes);
    record_end();
}

/* A listener for page_tell(). */
static void take(const char *bytes, int count)
{
    for (int i = 0; i < count; i++) {
        if (bytes[i] != '\n') {
            if (line.used + 1 < sizeof line.bytes)
                line.bytes[line.used++] = bytes[i];
            continue;
        }
        line.bytes[line.used] = '\0';
        send_line();
        line.used = 0;
    }
}

static void tell(int (*program)(int argc, char **argv))
{
    char name[] = "lesson";
    char *argv[] = {name, NULL};

    error_on_fatal(send_fatal);
    page_tell(take);
    memory_use_pools(true); /* somebody's pool.c is to be used by every lesson */
    int status = program(1, argv);
    size_t left = memory_blocks();
    if (left > 0) /* makes the status 1, too, but is told as what it is */
        send_leak("memory block", left, NULL, 0);
    check_observe("the lesson's own status", check_int(left > 0 ? 0 : status));
}

#define LESSON(id)                                                                                 \
    int lesson_main_##id(int argc, char **argv);                                                   \
    static void tell_##id(void)                                                                    \
    {                                                                                              \
        tell(lesson_main_##id);                                                                    \
    }                                                                                              \
    static const struct check lesson_##id = {.name = "lesson_" #id,                                \
                                             .line = 1##id, /* 00 alone would be octal */          \
                                             .whole = true,                                        \
                                             .body = tell_##id};                                   \
    __attribute__((section("reclaim_checks"), used)) static const struct check *const entry_##id = \
        &lesson_##id;
RECLAIM_LESSONS
