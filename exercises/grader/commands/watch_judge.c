/* See watch_judge.h. A message is its kind, its size and its bytes. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/commands/watch_judge.h"
#include "exercises/grader/path/standing.h"
#include "exercises/grader/report/report.h"

enum message_kind { MESSAGE_SHOWN, MESSAGE_NOTE, MESSAGE_DONE };

struct message {
    enum message_kind kind;
    size_t size;
};

struct mark {
    int points, most;
};

/* ---- the judge's side ---- */

static int line = -1; /* to whoever watches */
static struct style style;

static void send_message(enum message_kind kind, const void *bytes, size_t size)
{
    struct message head = {kind, size};
    const char *parts[] = {(const char *)&head, bytes};
    size_t sizes[] = {sizeof head, size};

    for (int i = 0; i < 2; i++)
        for (size_t sent = 0; sent < sizes[i];) {
            ssize_t n = send(line, parts[i] + sent, sizes[i] - sent, MSG_NOSIGNAL);
            if (n < 0 && errno == EINTR && run_interrupted() == 0)
                continue;
            if (n <= 0)
                exit(0); /* nobody watches any more */
            sent += (size_t)n;
        }
}

static void say(const char *note)
{
    send_message(MESSAGE_NOTE, note, strlen(note));
}

static void send_text(struct text *text)
{
    send_message(MESSAGE_SHOWN, text_of(text), text->size);
    text_free(text);
}

static void tell_so_far(struct report *report)
{
    struct text text = {0};

    if (!style.marked)
        return;
    report_add_so_far(&text, &style, report);
    send_text(&text);
}

static void tell(const struct report *report)
{
    struct text text = {0};

    report_add(&text, &style, report, false);
    if (report->valgrind != NULL)
        add_wrapped(&text, &style, "  ", 2, report->valgrind);
    send_text(&text);
}

/* As grade does, told step by step. */
static void judge(struct report *report, const struct exercise *exercise,
                  const struct options *options)
{
    const char *key = standing_key(exercise);

    say("compiling and running the checks");
    grade_aloud(report, exercise, exercise->source, options, tell_so_far);
    report->to_be_asked = grade_has_second_witness(report, options);
    if (style.marked)
        tell(report);
    if (report->pending) {
        say("lessons run on your code");
        grade_lessons(report);
        report->to_be_asked = grade_has_second_witness(report, options);
        if (style.marked)
            tell(report);
    }
    if (report->to_be_asked)
        say("Valgrind looks again");
    grade_again(report, options);
    report->to_be_asked = false;
    tell(report);
    standing_keep(exercise, key, report->points);
    struct mark mark = {report->points, report->points_most};
    send_message(MESSAGE_DONE, &mark, sizeof mark);
    grade_end(report);
}

static _Noreturn void be_the_judge(const struct exercise *exercise, const struct options *options,
                                   int columns, pid_t watcher, int complaint)
{
    struct report report;
    int nothing = open("/dev/null", O_RDWR), width;

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    signal(SIGWINCH, SIG_IGN); /* the watcher hears of it, and asks */
    run_prepare();             /* what is inherited of it is not enough */
    if (getppid() != watcher)
        exit(0);
    style = columns > 0 ? style_of_screen(columns) : style_of_terminal();
    dup2(nothing, STDIN_FILENO);
    dup2(nothing, STDOUT_FILENO);
    dup2(complaint, STDERR_FILENO);
    judge(&report, exercise, options);
    while (recv(line, &width, sizeof width, 0) == (ssize_t)sizeof width) {
        style = style_of_screen(width);
        tell(&report);
    }
    exit(0);
}

/* ---- the watcher's side ---- */

static void forget(struct judging *judging)
{
    text_free(&judging->unread);
    text_free(&judging->note);
    judging->done = false;
}

void judging_stop(struct judging *judging)
{
    if (judging->pid > 0) {
        close(judging->fd);
        close(judging->complaint);
        kill(judging->pid, SIGTERM);
        while (waitpid(judging->pid, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    judging->pid = 0;
    judging->fd = -1;
    forget(judging);
}

void judging_start(struct judging *judging, const struct exercise *exercise,
                   const struct options *options, int columns)
{
    pid_t watcher = getpid();
    int ends[2];

    judging_stop(judging);
    judging->columns = columns;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        give_up("cannot make a pipe: %s.", strerror(errno));
    fflush(NULL);
    judging->complaint = memfd_create("complaint", MFD_CLOEXEC);
    judging->pid = fork();
    if (judging->pid < 0)
        give_up("cannot start a process: %s.", strerror(errno));
    if (judging->pid == 0) {
        close(ends[0]);
        line = ends[1];
        be_the_judge(exercise, options, columns, watcher, judging->complaint);
    }
    close(ends[1]);
    judging->fd = ends[0];
    fcntl(judging->fd, F_SETFL, O_NONBLOCK);
}

static void set(struct text *text, const char *bytes, size_t size)
{
    text_free(text);
    text_add(text, bytes, size);
}

static void take(struct judging *judging, const struct message *head, const char *bytes)
{
    struct mark mark;

    if (head->kind == MESSAGE_SHOWN)
        set(&judging->shown, bytes, head->size);
    if (head->kind == MESSAGE_NOTE)
        set(&judging->note, bytes, head->size);
    if (head->kind == MESSAGE_DONE && head->size == sizeof mark) {
        memcpy(&mark, bytes, sizeof mark);
        judging->done = true;
        judging->points = mark.points;
        judging->points_most = mark.most;
        text_free(&judging->note);
    }
}

/* Whole messages; the rest of one waits for more. */
static bool take_all(struct judging *judging)
{
    struct text *unread = &judging->unread;
    struct message head;
    size_t at = 0;

    while (unread->size - at >= sizeof head) {
        memcpy(&head, unread->bytes + at, sizeof head);
        if (unread->size - at - sizeof head < head.size)
            break;
        take(judging, &head, unread->bytes + at + sizeof head);
        at += sizeof head + head.size;
    }
    if (at > 0) {
        memmove(unread->bytes, unread->bytes + at, unread->size - at);
        unread->size -= at;
    }
    return at > 0;
}

/* It gave up, and said why. */
static void hear_complaint(struct judging *judging)
{
    char sentence[400] = "The judge ended. Save again, or try ./reclaim grade.";
    ssize_t n = pread(judging->complaint, sentence, sizeof sentence - 1, 0);

    if (n > 0)
        sentence[n] = '\0';
    struct style shown =
        judging->columns > 0 ? style_of_screen(judging->columns) : style_of_terminal();
    struct text text = {0};
    judging_stop(judging);
    add_wrapped(&text, &shown, "", 0, sentence);
    set(&judging->shown, text_of(&text), text.size);
    text_free(&text);
    judging->done = true;
    judging->points = judging->points_most = 0;
}

bool judging_read(struct judging *judging)
{
    char part[65536];
    ssize_t n;
    bool ended = false;

    while (judging->fd >= 0 && !ended) {
        n = read(judging->fd, part, sizeof part);
        if (n < 0)
            break;
        ended = n == 0;
        text_add(&judging->unread, part, (size_t)n);
    }
    bool news = take_all(judging);
    if (ended)
        hear_complaint(judging);
    return news || ended;
}

void judging_resize(struct judging *judging, int columns)
{
    if (judging->fd >= 0 && judging->done)
        (void)!write(judging->fd, &columns, sizeof columns);
}
