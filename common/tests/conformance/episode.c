/* See episode.h. */
#define _GNU_SOURCE 1 /* dladdr */
#include "common/tests/conformance/episode.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/tests/conformance/compare.h"

struct episode *episode;

void episode_init(void)
{
    episode =
        mmap(NULL, sizeof *episode, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (episode == MAP_FAILED) {
        perror("mmap");
        exit(2);
    }
}

static void on_crash(int signal)
{
    void *frames[8];
    int count = backtrace(frames, 8);

    for (int i = 0; i < count; i++) {
        Dl_info info;
        if (dladdr(frames[i], &info) != 0 && info.dli_sname != NULL &&
            strcmp(info.dli_sname, "PyObject_ClearWeakRefs") == 0)
            _exit(END_CPYTHON_BUG);
    }
    _exit(128 + signal);
}

void episode_expect_known_crash(void)
{
    void *frame;

    backtrace(&frame, 1); /* loads what it needs, before it is needed in a handler */
    signal(SIGSEGV, on_crash);
}

static void perform_in(struct world *world, struct operation op)
{
    world_forget_events(world);
    operation_perform(world, op);
    note(world, world->does->take_error(), 0);
}

static struct event event_of(const struct world *world, size_t i)
{
    return i < world->event_count ? world->events[i] : (struct event){.what = ""};
}

/* The events of the last operation around the first that differs, ours on the left. */
static void print_events(void)
{
    size_t i = 0;

    for (; i < worlds[0].event_count && i < worlds[1].event_count; i++)
        if (strcmp(event_of(&worlds[0], i).what, event_of(&worlds[1], i).what) != 0 ||
            event_of(&worlds[0], i).value != event_of(&worlds[1], i).value)
            break;
    for (size_t j = i < 20 ? 0 : i - 20; j < i + 8; j++) {
        struct event a = event_of(&worlds[0], j), b = event_of(&worlds[1], j);
        printf("    # %-30s %5td   %-30s %5td\n", a.what, a.value, b.what, b.value);
    }
}

/* One operation in both worlds. False: they differ afterwards. */
static bool step(struct operation op)
{
    episode->performed++;
    snprintf(episode->report, sizeof episode->report, "a crash of ours");
    perform_in(&worlds[0], op);
    snprintf(episode->report, sizeof episode->report, "a crash of CPython");
    perform_in(&worlds[1], op);
    return compare(episode->report, sizeof episode->report);
}

static void begin(void)
{
    world_begin(&worlds[0]);
    world_begin(&worlds[1]);
    compare_begin();
}

static void end(void)
{
    world_end(&worlds[0]);
    world_end(&worlds[1]);
}

void episode_run(uint64_t seed, size_t length)
{
    struct random random = {seed};

    episode->seed = seed;
    episode->episodes++;
    episode->length = 0;
    begin();
    while (episode->length < length) {
        struct operation op = operation_draw(&random, &worlds[0]);
        episode->program[episode->length++] = op;
        if (!step(op))
            _exit(END_PARTED);
    }
    end();
}

static void run_program(bool tell)
{
    begin();
    for (size_t i = 0; i < episode->length; i++) {
        if (step(episode->program[i]))
            continue;
        if (tell)
            print_events();
        fflush(stdout);
        _exit(END_PARTED);
    }
    end();
    _exit(END_ALIKE);
}

bool episode_parts(bool tell)
{
    int status;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL)
            _exit(END_HARNESS);
        episode_expect_known_crash();
        run_program(tell);
    }
    waitpid(child, &status, 0);
    return status != 0 && !(WIFEXITED(status) && WEXITSTATUS(status) == END_CPYTHON_BUG);
}

/* Leaves out @count operations from @start on, if the worlds still part without them. */
static bool leave_out(size_t start, size_t count)
{
    static struct operation saved[MAX_LENGTH];
    size_t length = episode->length;

    memcpy(saved, episode->program, sizeof saved);
    memmove(episode->program + start, episode->program + start + count,
            (length - start - count) * sizeof saved[0]);
    episode->length -= count;
    if (episode_parts(false))
        return true;
    memcpy(episode->program, saved, sizeof saved);
    episode->length = length;
    return false;
}

void episode_shrink(void)
{
    for (size_t chunk = episode->length / 2 + 1; chunk > 0;) {
        bool shorter = false;
        for (size_t end_of_chunk = episode->length; end_of_chunk >= chunk; end_of_chunk--) {
            if (end_of_chunk > episode->length || !leave_out(end_of_chunk - chunk, chunk))
                continue;
            shorter = true;
        }
        if (!shorter || chunk > episode->length)
            chunk /= 2;
    }
    episode_parts(false); /* for its report */
}

void episode_print(void)
{
    char text[200];

    for (size_t i = 0; i < episode->length; i++) {
        operation_write(episode->program[i], text, sizeof text);
        printf("%s\n", text);
    }
}

bool episode_read(const char *path)
{
    char line[300];
    FILE *file = fopen(path, "r");

    if (file == NULL) {
        perror(path);
        return false;
    }
    episode->length = 0;
    while (fgets(line, sizeof line, file) != NULL && episode->length < MAX_LENGTH) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (!operation_read(line, &episode->program[episode->length++])) {
            printf("%s: this is no operation: %s", path, line);
            fclose(file);
            return false;
        }
    }
    fclose(file);
    return true;
}
