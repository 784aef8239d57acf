/* reclaim-program: the learner's and the instructor's command line. ./reclaim builds what it needs
 * and becomes it. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/commands/commands.h"
#include "exercises/grader/walls/run.h"

static const char usage[] =
    "usage: reclaim COMMAND ...\n"
    "  start                 begin here\n"
    "  lesson 1 [--step] ... run a lesson's program\n"
    "  grade [1 | 1b ...]    grade everything, a lesson, an exercise\n"
    "  hint 1b               the next hint\n"
    "  list                  how far you are\n"
    "  capstone              your parts of the library at once, under every lesson\n"
    "grade takes\n"
    "  --seed N              the same inputs again\n"
    "  --json FILE           results as Gradescope reads them     --junit FILE   --csv FILE\n"
    "  --verdicts FILE       a line for each check: exercise, check, verdict\n"
    "  --verbose             every failure in full, not just the first\n"
    "  --no-valgrind         leave out the second look at memory\n"
    "  --submission PATH     grade what was handed in: a file, or a folder that holds it "
    "somewhere\n"
    "  --class DIR           grade every folder in DIR as a student's submission\n"
    "  --resume              go on with a class that was stopped half-way\n"
    "  --against solutions   grade the solutions themselves\n"
    "  --cc COMPILER         --cflags \"-O2 ...\"    another compiler, more options\n"
    "  --sandbox on|off      bubblewrap; by default for --submission and --class, where it works\n"
    "  --slow FACTOR         multiply all time limits\n"
    "  --recorded            use recorded answers even where solutions are\n"
    "record                  write the answers that a copy without solutions needs\n";

struct flag {
    const char *name;
    void (*set)(struct options *options, const char *value);
    bool takes_value;
};

static const char *nearest_of(const char *word, const char *const *names, size_t count)
{
    const char *best = names[0];

    for (size_t i = 1; i < count; i++)
        if (word_distance(word, names[i]) < word_distance(word, best))
            best = names[i];
    return best;
}

static void set_seed(struct options *options, const char *value)
{
    char *end;

    errno = 0;
    options->seed = strtoull(value, &end, 10);
    if (errno != 0 || *end != '\0' || !isdigit((unsigned char)*value) || options->seed == 0)
        give_up("--seed wants a number from 1 on, not \"%.40s\".", value);
}

/* FIRST:COUNT */
static void set_seeds(struct options *options, const char *value)
{
    const char *colon = strchr(value, ':');

    if (colon == NULL || (options->seed_count = strtoull(colon + 1, NULL, 10)) == 0)
        give_up("--seeds wants FIRST:COUNT, not \"%.40s\".", value);
    set_seed(options, copy_of(value, (size_t)(colon - value)));
}

static void set_slow(struct options *options, const char *value)
{
    char *end;

    options->slow = strtod(value, &end);
    if (*end != '\0' || !(options->slow >= 0.1 && options->slow <= 1000))
        give_up("--slow wants a factor from 0.1 to 1000, not \"%.40s\".", value);
}

static void set_sandbox(struct options *options, const char *value)
{
    if (strcmp(value, "on") != 0 && strcmp(value, "off") != 0)
        give_up("--sandbox is on or off, not \"%.40s\".", value);
    options->sandbox = strcmp(value, "on") == 0 ? CHOICE_ON : CHOICE_OFF;
}

static void set_against(struct options *options, const char *value)
{
    if (strcmp(value, "solutions") != 0)
        give_up("--against knows only \"solutions\".");
    options->against_solutions = true;
}

static void set_compiler(struct options *options, const char *value)
{
    options->cc = strchr(value, '/') != NULL ? value : NULL;
    for (const char *const *folder =
             (const char *const[]){"/usr/bin", "/usr/local/bin", "/bin", NULL};
         *folder != NULL && options->cc == NULL; folder++)
        if (access(format("%s/%s", *folder, value), X_OK) == 0)
            options->cc = format("%s/%s", *folder, value);
    if (options->cc == NULL || access(options->cc, X_OK) != 0)
        give_up("there is no compiler \"%.60s\".", value);
}

static void set_cflags(struct options *options, const char *value)
{
    char *rest = copy_of(value, strlen(value));

    for (char *word; (word = strsep(&rest, " ")) != NULL;)
        if (*word != '\0')
            words_add(&options->more, word);
}

#define SETTER(field, value)                                                                       \
    static void set_##field(struct options *options, const char *text)                             \
    {                                                                                              \
        (void)text;                                                                                \
        options->field = value;                                                                    \
    }
SETTER(json, text)
SETTER(junit, text)
SETTER(csv, text)
SETTER(verdicts, text)
SETTER(submission, text)
SETTER(class_folder, text)
SETTER(build, text)
SETTER(verbose, true)
SETTER(recorded, true)
SETTER(resume, true)
SETTER(no_gate, true)
SETTER(no_filter, true)
SETTER(valgrind, CHOICE_OFF)

static const struct flag flags[] = {
    {"--seed", set_seed, true},
    {"--json", set_json, true},
    {"--junit", set_junit, true},
    {"--csv", set_csv, true},
    {"--verdicts", set_verdicts, true},
    {"--submission", set_submission, true},
    {"--class", set_class_folder, true},
    {"--build", set_build, true},
    {"--cc", set_compiler, true},
    {"--cflags", set_cflags, true},
    {"--against", set_against, true},
    {"--sandbox", set_sandbox, true},
    {"--slow", set_slow, true},
    {"--verbose", set_verbose, false},
    {"--recorded", set_recorded, false},
    {"--resume", set_resume, false},
    {"--no-valgrind", set_valgrind, false},
    {"--seeds", set_seeds, true},
    {"--no-gate", set_no_gate, false},
    {"--no-filter", set_no_filter, false},
};

enum { FLAGS = sizeof flags / sizeof flags[0] };

static _Noreturn void unknown_flag(const char *word)
{
    const char *names[FLAGS];

    for (size_t i = 0; i < FLAGS; i++)
        names[i] = flags[i].name;
    give_up("there is no option %.60s. Did you mean %s?", word, nearest_of(word, names, FLAGS));
}

/* "--flag value" and "--flag=value"; everything else is an argument. */
static void read_options(struct options *options, char **words)
{
    for (; *words != NULL; words++) {
        size_t size = strcspn(*words, "=");
        const struct flag *flag = NULL;
        if ((*words)[0] != '-' || (*words)[1] != '-') {
            if ((*words)[0] == '-')
                unknown_flag(*words);
            words_add(&options->arguments, *words);
            continue;
        }
        for (size_t i = 0; i < FLAGS; i++)
            if (strlen(flags[i].name) == size && strncmp(flags[i].name, *words, size) == 0)
                flag = &flags[i];
        if (flag == NULL)
            unknown_flag(*words);
        const char *value = (*words)[size] == '=' ? *words + size + 1 : NULL;
        if (flag->takes_value && value == NULL && (value = *++words) == NULL)
            give_up("%s wants a value.", flag->name);
        flag->set(options, value);
    }
}

/* BUILD/exercises/grader/reclaim-program knows where BUILD is. */
static const char *default_build(void)
{
    char *path = realpath("/proc/self/exe", NULL);

    for (int i = 0; path != NULL && i < 3; i++) {
        char *slash = strrchr(path, '/');
        if (slash != NULL)
            *slash = '\0';
    }
    return path != NULL ? path : ".";
}

static int run_command(const char *name, char **words)
{
    static const char *const names[] = {"grade",  "hint",  "list",     "record",
                                        "lesson", "start", "capstone", "help"};
    struct options options = {.build = default_build(), .slow = 1};

    if (strcmp(name, "lesson") == 0)
        return command_lesson(options.build, words - 1);
    read_options(&options, words);
    if (strcmp(name, "grade") == 0)
        return command_grade(&options);
    if (strcmp(name, "hint") == 0)
        return command_hint(&options);
    if (strcmp(name, "list") == 0)
        return command_list(&options);
    if (strcmp(name, "seeds") == 0) /* for the judge's own tests: tests/seeds.sh */
        return command_seeds(&options);
    if (strcmp(name, "record") == 0)
        return command_record(&options);
    if (strcmp(name, "start") == 0)
        return command_start(options.build);
    if (strcmp(name, "capstone") == 0)
        return command_capstone(&options);
    if (strcmp(name, "help") != 0)
        give_up("there is no command \"%.60s\". Did you mean \"%s\"?", name,
                nearest_of(name, names, sizeof names / sizeof names[0]));
    fputs(usage, stdout);
    return 0;
}

/* What is made here lives until the program ends, on purpose (text.h): no leak to AddressSanitizer.
 */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

static int write_error; /* of standard output, the first; 0: none */

void show(struct text *text)
{
    fwrite(text_of(text), 1, text->size, stdout);
    if (fflush(stdout) != 0 && write_error == 0)
        write_error = errno;
    text_free(text);
}

/* What was not written was not said: a verdict that got lost is no success. But who closed the pipe
 * has read enough. */
static int after_writing(int status)
{
    if (fflush(stdout) != 0 && write_error == 0)
        write_error = errno;
    if (write_error != 0 && write_error != EPIPE)
        give_up("cannot write to standard output: %s.", strerror(write_error));
    return status;
}

int main(int argc, char **argv)
{
    bool help = argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0;

    run_prepare();
    return after_writing(help ? run_command("help", argv + argc) : run_command(argv[1], argv + 2));
}
