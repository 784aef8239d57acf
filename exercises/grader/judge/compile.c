/* See compile.h. The compiler runs under limits as well: a file may include /dev/zero or ask for an
 * array of a terabyte. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exercises/grader/judge/access.h"
#include "exercises/grader/judge/compile.h"
#include "exercises/grader/walls/run.h"
#include "exercises/grader/walls/sandbox.h"

enum { SECONDS = 20, DEPENDENCIES_MOST = 1 << 20, ERROR_LINES_MOST = 12, LINE_MOST = 200 };

static const struct limits limits = {
    .cpu = SECONDS, .wall = SECONDS, .memory = (size_t)2 << 30, .file = 64 << 20};

static const char *compiler_of(const struct compilation *compilation)
{
    return compilation->cc != NULL ? compilation->cc : compilation->exercise->cc;
}

/* Where a compiler that is not the system's lies with all that is its own, /opt/llvm for
 * /opt/llvm/bin/clang; NULL for one below /usr. */
static const char *toolchain_of(const char *cc)
{
    char *real = strchr(cc, '/') != NULL ? realpath(cc, NULL) : NULL;

    if (real == NULL || after_prefix(real, "/usr/") != NULL)
        return NULL;
    for (int part = 0; part < 2; part++) {
        char *slash = strrchr(real, '/');
        if (slash == NULL || slash == real)
            return NULL;
        *slash = '\0';
    }
    return real;
}

static void run_compiler(const struct compilation *compilation, struct words *argv, struct run *run)
{
    const struct exercise *exercise = compilation->exercise;
    struct words readable = {0};
    /* a compiler that is stopped leaves its own files where it made them */
    const char *const environment[] = {"PATH=/usr/bin:/bin:/usr/local/bin", "LC_ALL=C.UTF-8",
                                       format("TMPDIR=%s", compilation->scratch), NULL};

    if (compilation->sandbox) {
        words_add(&readable, format("%s/common", exercise->root));
        words_add(&readable, format("%s/exercises/exercise.h", exercise->root));
        words_add(&readable, exercise->contract);
        words_add(&readable, compilation->source);
        if (toolchain_of(compiler_of(compilation)) != NULL)
            words_add(&readable, toolchain_of(compiler_of(compilation)));
        sandbox_wrap(argv, compilation->scratch, true, &readable);
    }
    *run = (struct run){.argv = argv->at,
                        .environment = environment,
                        .folder = compilation->scratch,
                        .limits = limits};
    run_start(run);
    run_wait(run);
}

/* The paths in a message as the learner knows them. */
static char *with_short_paths(const struct compilation *compilation, const char *text, size_t size)
{
    const char *known = path_in_project(compilation->exercise, compilation->exercise->source);
    char *prefix = format("%s/", compilation->exercise->root);
    struct text result = {0};

    text_add(&result, "", 0);
    for (const char *at = text; at < text + size;) {
        const char *rest;
        if ((rest = after_prefix(at, compilation->source)) != NULL) {
            text_format(&result, "%s", known);
        } else if ((rest = after_prefix(at, prefix)) == NULL) {
            rest = at + 1;
            text_add(&result, at, 1);
        }
        at = rest;
    }
    return result.bytes;
}

/* No line of a message is longer than a reader can use: a file may be one line of a megabyte. */
static char *with_short_lines(const char *text)
{
    struct text result = {0};

    text_add(&result, "", 0);
    while (*text != '\0') {
        size_t whole = strcspn(text, "\n"), shown = whole;
        if (whole > LINE_MOST)
            for (shown = LINE_MOST; shown > 0 && (text[shown] & 0xC0) == 0x80;)
                shown--; /* not in the middle of a character */
        text_add(&result, text, shown);
        text_format(&result, "%s%s", shown < whole ? " ..." : "", text[whole] == '\n' ? "\n" : "");
        text += whole + (text[whole] == '\n');
    }
    return result.bytes;
}

/* Where the message of a kind ("error: ") begins in a compiler's output; NULL when there is none.
 */
static const char *find_message(const char *output, const char *kind)
{
    const char *found = strstr(output, kind);

    while (found != NULL && found > output && found[-1] != '\n')
        found--;
    return found;
}

/* The first message of a kind, with the source line and caret that follow it (they are indented).
 */
static char *first_message(const struct compilation *compilation, const char *output,
                           const char *kind)
{
    const char *start = find_message(output, kind);
    const char *end = start;

    if (start == NULL)
        return NULL;
    for (int lines = 0; *end != '\0' && lines < ERROR_LINES_MOST && (lines == 0 || *end == ' ');
         lines++)
        end += strcspn(end, "\n") + (end[strcspn(end, "\n")] == '\n');
    while (end > start && end[-1] == '\n')
        end--;
    return with_short_lines(with_short_paths(compilation, start, (size_t)(end - start)));
}

static bool ran_out(const char *output)
{
    static const char *const signs[] = {"out of memory", "Killed signal", "CPU time limit",
                                        "File size limit", "virtual memory exhausted"};

    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strstr(output, signs[i]) != NULL)
            return true;
    return false;
}

static const char *why_not(const struct compilation *compilation, const struct run *run)
{
    const char *output = text_of(&run->output);
    const char *message = first_message(compilation, output, "error: ");

    if (message != NULL && after_prefix(message, "collect2: ") != NULL) /* the linker said why */
        message = first_message(compilation, output, "multiple definition of ");
    if (run->timed_out)
        return format("The compiler was not done after %d seconds and was stopped.", SECONDS);
    if (WIFSIGNALED(run->status) || ran_out(output))
        return "The compiler used too much time, memory or disk for this file and was stopped.";
    if (message != NULL)
        return message;
    output += strspn(output, "\n ");
    if (*output == '\0')
        return format("The compiler %s could not be started.", run->argv[0]);
    return with_short_lines(with_short_paths(compilation, output, strcspn(output, "\n")));
}

static bool is_below(const char *path, const char *folder)
{
    const char *rest = folder != NULL ? after_prefix(path, folder) : NULL;

    return rest != NULL && *rest == '/';
}

/* Whether a file may be included: the system's headers, the compiler's, the library's, exercise.h,
 * those of the lesson. */
static bool may_include(const struct compilation *compilation, const char *path)
{
    const struct exercise *exercise = compilation->exercise;
    char *real = realpath(path, NULL);
    const char *below = real != NULL ? after_prefix(real, exercise->root) : NULL;
    size_t size = real != NULL ? strlen(real) : 0;
    bool header = size > 2 && strcmp(real + size - 2, ".h") == 0;
    char *lesson = format("/exercises/%s/", exercise->lesson);

    if (real == NULL)
        return false;
    if (below == NULL || *below != '/')
        return header &&
               (is_below(real, "/usr") || is_below(real, toolchain_of(compiler_of(compilation))));
    return header &&
           (after_prefix(below, "/common/") != NULL || after_prefix(below, lesson) != NULL ||
            strcmp(below, "/exercises/exercise.h") == 0);
}

/* The next file of a make rule, which is unescaped where it stands: "a\ b" is one file. NULL: it
 * was the last. */
static char *next_file(char **rest)
{
    char *at = *rest;

    while (*at == ' ' || *at == '\n' || (at[0] == '\\' && at[1] == '\n'))
        at++;
    char *const file = at, *end = at;
    for (; *at != '\0' && *at != ' ' && *at != '\n'; *end++ = *at++)
        if ((at[0] == '\\' && at[1] != '\0' && strchr(" \t#:", at[1]) != NULL) ||
            (at[0] == '$' && at[1] == '$'))
            at++;
    *rest = *at != '\0' ? at + 1 : at;
    *end = '\0';
    return end > file ? file : NULL;
}

/* The first file among a make rule's that is not allowed, or NULL. */
static const char *find_forbidden(const struct compilation *compilation, const char *rule_file)
{
    struct text rule = {0};
    const char *found = NULL;

    if (!file_read(rule_file, DEPENDENCIES_MOST, &rule))
        return NULL;
    char *rest = rule.bytes + strcspn(rule.bytes, ":");
    rest += *rest == ':';
    for (char *file; found == NULL && (file = next_file(&rest)) != NULL;)
        if (strcmp(file, compilation->source) != 0 && !may_include(compilation, file))
            found = path_in_project(compilation->exercise, copy_of(file, strlen(file)));
    text_free(&rule);
    return found;
}

bool compile(struct compilation *compilation)
{
    const struct exercise *exercise = compilation->exercise;
    char *rule = format("%s/learner.d", compilation->scratch);
    struct words argv = {0};
    struct run run;

    compilation->object = format("%s/learner.o", compilation->scratch);
    words_add(&argv, compiler_of(compilation));
    words_add_all(&argv, &exercise->cflags);
    words_add_all(&argv, &compilation->more);
    if (!exercise->sanitized)
        access_checks(&argv, compiler_of(compilation));
    words_add(&argv, "-fPIC");
    words_add(&argv, "-fno-common");
    words_add(&argv, "-gdwarf-4"); /* Debian 12's addr2line mistakes the files of DWARF 5 */
    words_add(&argv, "-fdiagnostics-color=never");
    words_add(&argv, "-Wfatal-errors"); /* the first is all that is shown */
    words_add(&argv, format("-iquote%s/exercises/%s", exercise->root, exercise->lesson));
    words_add(&argv, format("-fmacro-prefix-map=%s=%s", compilation->source,
                            path_in_project(exercise, exercise->source)));
    for (const char *const *w =
             (const char *const[]){"-MD", "-MT", "learner", "-MF", rule, "-c", compilation->source,
                                   "-o", compilation->object, NULL};
         *w != NULL; w++)
        words_add(&argv, *w);
    run_compiler(compilation, &argv, &run);
    if (run.status != 0) {
        compilation->errors = why_not(compilation, &run);
    } else {
        compilation->warning = first_message(compilation, text_of(&run.output), "warning: ");
        compilation->forbidden = find_forbidden(compilation, rule);
    }
    run_free(&run);
    return compilation->errors == NULL;
}

bool link_shared(struct compilation *compilation, const struct words *others)
{
    const struct exercise *exercise = compilation->exercise;
    struct words argv = {0};
    struct run run;

    compilation->shared = format("%s/%s", compilation->scratch, LEARNER_OBJECT);
    words_add(&argv, compiler_of(compilation));
    if (!exercise->sanitized)
        access_calls(&argv);
    for (const char *const *w =
             (const char *const[]){"-shared", "-nostdlib", "-fno-lto", "-Wl,-z,noexecstack",
                                   "-Wl,-z,relro", "-Wl,-z,now", compilation->object, NULL};
         *w != NULL; w++)
        words_add(&argv, *w);
    if (others != NULL)
        words_add_all(&argv, others);
    words_add_all(&argv, &exercise->ldflags);
    words_add(&argv, "-o");
    words_add(&argv, compilation->shared);
    run_compiler(compilation, &argv, &run);
    if (run.status != 0)
        compilation->errors = why_not(compilation, &run);
    else if (geteuid() == 0)
        chmod(compilation->shared, 0755); /* nobody is to load it */
    run_free(&run);
    return compilation->errors == NULL;
}
