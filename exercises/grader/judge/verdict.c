/* See verdict.h. The order of the questions in verdict_find() is the order in which one answer
 * makes the next one meaningless: a program that was stopped says nothing by its exit status, and
 * so on.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "exercises/grader/judge/verdict.h"

const char *verdict_word(enum verdict verdict)
{
    static const char *const words[] = {
        "passed",        "wrong",       "crashed",       "timed out",       "ended early", "leaked",
        "out of memory", "not started", "could not run", "did not compile", "refused",
    };

    return words[verdict];
}

bool records_differ(const struct record *actual, const struct record *expected)
{
    if (actual == NULL || expected == NULL)
        return actual != expected;
    bool most = strcmp(expected->field[1], "most") == 0;
    bool bound = most || strcmp(expected->field[1], "least") == 0;
    if (bound && strcmp(actual->field[1], expected->field[1]) == 0 &&
        strcmp(actual->field[0], expected->field[0]) == 0) {
        long long is = atoll(actual->field[2]), limit = atoll(expected->field[2]);
        return most ? is > limit : is < limit;
    }
    for (int i = 0; i < 3; i++)
        if (strcmp(actual->field[i], expected->field[i]) != 0)
            return true;
    return false;
}

static size_t find_first_wrong(const struct result *result)
{
    for (size_t i = 0;; i++) {
        size_t at;
        const struct record *actual = stream_see(&result->stream, i, &at);
        const struct record *expected = stream_see(result->expected, i, &at);
        if (actual == NULL && expected == NULL)
            return (size_t)-1;
        if (actual == NULL && !result->stream.done)
            return (size_t)-1; /* it never came so far, and that is another verdict's business */
        if (records_differ(actual, expected))
            return i;
    }
}

static const char *signal_meaning(int number)
{
    switch (number) {
    case SIGSEGV: return "it used an address where nothing is (a NULL or dangling pointer)";
    case SIGBUS: return "it used an address that cannot be";
    case SIGFPE: return "it divided by zero";
    case SIGILL: return "it ran into something that is no code";
    case SIGABRT: return "something it called ended the program";
    case SIGTRAP:
        return "it reached a trap, which is what the compiler puts where no code should get (on "
               "aarch64, a division by zero, too)";
    case SIGKILL: return "it was killed";
    default: return "the system ended it";
    }
}

static bool decide(struct result *result, enum verdict verdict, const char *sentence)
{
    result->verdict = verdict;
    result->sentence = sentence;
    return true;
}

static bool touched(struct result *result)
{
    const struct record *touch = stream_find(&result->stream, RECORD_TOUCH);
    bool judges = touch != NULL && strcmp(touch->field[1], "judge") == 0;

    if (touch != NULL && strcmp(touch->field[1], "format") == 0)
        return decide(result, VERDICT_REFUSED,
                      "It prints with %n or another conversion that no exercise needs.");
    return touch != NULL &&
           decide(result, judges ? VERDICT_REFUSED : VERDICT_CRASHED,
                  format("It %s memory that is not its own but %s. What a function may touch is "
                         "what it was given, and what it made.",
                         touch->field[0], judges ? "the judge's" : "the C library's"));
}

static bool was_forbidden(struct result *result, const struct run *run)
{
    const struct record *record = stream_find(&result->stream, RECORD_FORBID);
    bool unheard = WIFSIGNALED(run->status) && WTERMSIG(run->status) == SIGSYS;

    if (record == NULL && !unheard)
        return false;
    if (record == NULL)
        return decide(result, VERDICT_REFUSED,
                      "It asked the system for something that no exercise needs.");
    int number = atoi(record->field[0]);
    double megabytes = strtod(record->field[1], NULL) / (1 << 20);
    if (number == SYS_mmap && megabytes >= 1024)
        return decide(result, VERDICT_OUT_OF_MEMORY,
                      format("It asked for %.0f MB at once.", megabytes));
    const char *name = system_call_name(number);
    return decide(
        result, VERDICT_REFUSED,
        format("It tried to %s (system call `%s`), and was stopped. No exercise needs that.",
               system_call_meaning(name), name));
}

static bool timed_out(struct result *result, const struct run *run)
{
    const struct record *crash = stream_find(&result->stream, RECORD_CRASH);
    bool processor = (crash != NULL && atoi(crash->field[0]) == SIGXCPU) ||
                     (WIFSIGNALED(run->status) && WTERMSIG(run->status) == SIGXCPU);

    if (!run->timed_out && !processor)
        return false;
    if (crash != NULL && strcmp(crash->field[1], "exhausted") == 0)
        return decide(result, VERDICT_OUT_OF_MEMORY,
                      "It used all the memory that a check may have, and still went on.");
    return decide(result, VERDICT_TIMED_OUT,
                  run->timed_out && crash != NULL
                      ? format("It was still not back after %.1f seconds.", run->limits.wall)
                  : processor
                      ? format("It was still busy after %d seconds of computing.", run->limits.cpu)
                      : format("It was still not back after %.1f seconds.", run->limits.wall));
}

static bool printed_too_much(struct result *result, int number)
{
    return number == SIGXFSZ && decide(result, VERDICT_ENDED_EARLY,
                                       "It printed more than a megabyte and was stopped: is there "
                                       "a loop that does not end?");
}

/* What the pointer led to, and the call in which that went; "" when it is not known. */
static const char *who_was_there(const struct stream *stream, const char *begin)
{
    const struct record *gone = stream_find(stream, RECORD_GONE);

    if (gone == NULL)
        return "";
    return format(" %s the %s made at %s:%s, which went in this call: %s.", begin, gone->field[0],
                  base_name(gone->field[1]), gone->field[2], gone->field[3]);
}

/* What the address was, where the check could tell; else what the signal means. */
static const char *crash_meaning(const struct record *crash, int number)
{
    const char *address = crash != NULL ? crash->field[3] : "";

    if (strcmp(address, "null") == 0)
        return "it followed a NULL pointer";
    if (strcmp(address, "freed") == 0)
        return "it followed a pointer that it had read out of memory that was freed already";
    if (strcmp(address, "fresh") == 0)
        return "it followed a pointer that it had read out of memory that nobody had written to "
               "yet";
    return signal_meaning(number);
}

/* The judge itself called the traverse, between two calls. */
static const char *while_looking(const struct record *crash)
{
    if (crash == NULL || *crash->field[2] == '\0')
        return "";
    return format(
        " That was in the traverse of %s, which is called between the steps to see who refers to "
        "whom.",
        crash->field[2]);
}

static bool crashed(struct result *result, const struct run *run)
{
    const struct record *crash = stream_find(&result->stream, RECORD_CRASH);
    const struct record *fatal = stream_find(&result->stream, RECORD_FATAL);
    int number = crash != NULL              ? atoi(crash->field[0])
                 : WIFSIGNALED(run->status) ? WTERMSIG(run->status)
                                            : 0;

    if (number == 0)
        return false;
    if (printed_too_much(result, number))
        return true;
    if (crash != NULL && strcmp(crash->field[1], "overflow") == 0)
        return decide(result, VERDICT_CRASHED,
                      "The C stack overflowed: a function calls itself again and again "
                      "(or has a huge local array).");
    if (crash != NULL && strcmp(crash->field[1], "exhausted") == 0)
        return decide(result, VERDICT_OUT_OF_MEMORY,
                      format("It used all the memory that a check may have, then crashed (SIG%s).",
                             sigabbrev_np(number)));
    if (fatal != NULL)
        return decide(result, VERDICT_CRASHED,
                      format("The library stopped the program: %s.%s", fatal->field[0],
                             who_was_there(&result->stream, "It was")));
    return decide(result, VERDICT_CRASHED,
                  format("SIG%s: %s.%s%s",
                         sigabbrev_np(number) != NULL ? sigabbrev_np(number) : "?",
                         crash_meaning(crash, number), who_was_there(&result->stream, "It led to"),
                         while_looking(crash)));
}

static bool not_started(struct result *result)
{
    const struct record *todo = stream_find(&result->stream, RECORD_TODO);

    return todo != NULL &&
           decide(result, VERDICT_NOT_STARTED,
                  format("%s (%s:%s) is still TODO: %s.", todo->field[2], base_name(todo->field[0]),
                         todo->field[1], todo->field[3]));
}

static bool ended_early(struct result *result, const struct run *run)
{
    if (run->failed_to_start)
        return decide(result, VERDICT_ENDED_EARLY,
                      "The check could not be set up on this machine.");
    if (!result->stream.done && run->record_fd == -1 && run->records.size == 0)
        return decide(result, VERDICT_ENDED_EARLY,
                      format("The program ended with status %d before the check began.",
                             WEXITSTATUS(run->status)));
    if (!result->stream.done)
        return decide(
            result, VERDICT_ENDED_EARLY,
            format("The program ended with status %d in the middle of the check. Only the check "
                   "may end it: return from your function instead.",
                   WEXITSTATUS(run->status)));
    if (run->status != 0)
        return decide(
            result, VERDICT_CRASHED,
            format("The check came to its end, but the program then ended with status %d.",
                   WEXITSTATUS(run->status)));
    return false;
}

static bool leaked(struct result *result)
{
    const struct record *leak = stream_find(&result->stream, RECORD_LEAK);

    return leak != NULL && decide(result, VERDICT_LEAKED, "Not everything was given back.");
}

void verdict_find(struct result *result, const struct run *run, uint64_t nonce)
{
    struct text plain = {0};
    bool clean = stream_unwrap(&run->records, nonce, false, &plain);

    result->seconds = run->seconds;
    result->output = copy_of(text_of(&run->output), run->output.size);
    stream_read(&result->stream, text_of(&plain), plain.size);
    text_free(&plain);
    result->first_wrong = find_first_wrong(result);
    owed_find(result);
    if (!clean || result->stream.foreign || run->too_much) {
        decide(result, VERDICT_REFUSED,
               "Something other than the check wrote to its record. A verdict cannot be made that "
               "way.");
        return;
    }
    if (touched(result) || was_forbidden(result, run) || not_started(result) ||
        timed_out(result, run) || crashed(result, run) || ended_early(result, run))
        return;
    if (result->first_wrong != (size_t)-1)
        decide(result, VERDICT_WRONG, NULL);
    else if (!leaked(result))
        decide(result, VERDICT_PASSED, NULL);
}
