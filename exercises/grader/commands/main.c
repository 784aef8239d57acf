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
SETTER(section, text)
SETTER(all, true)
SETTER(further, true)
SETTER(peek, true)
SETTER(yes, true)
SETTER(poll, true)
SETTER(verbose, true)
SETTER(recorded, true)
SETTER(resume, true)
SETTER(no_gate, true)
SETTER(no_filter, true)
SETTER(no_lessons, true)
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
    {"--section", set_section, true},
    {"--all", set_all, false},
    {"--more", set_further, false},
    {"--peek", set_peek, false},
    {"--yes", set_yes, false},
    {"--poll", set_poll, false},
    {"--seeds", set_seeds, true},
    {"--no-gate", set_no_gate, false},
    {"--no-filter", set_no_filter, false},
    {"--no-lessons", set_no_lessons, false},
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

/* Those that read options; lesson and help take their words as they are. */
static const struct command {
    const char *name;
    int (*run)(const struct options *options);
} commands[] = {
    {"next", command_next},         {"page", command_page},
    {"grade", command_grade},       {"hint", command_hint},
    {"solution", command_solution}, {"reset", command_reset},
    {"undo", command_undo},         {"list", command_list},
    {"capstone", command_capstone}, {"record", command_record},
    {"start", command_start},       {"where", command_where},
    {"watch", command_watch},       {"try", command_try},
    {"seeds", command_seeds}, /* for the judge's own tests:
         tests/seeds.sh */
};

enum { COMMANDS = sizeof commands / sizeof commands[0] };

/* The help is made by the launcher's script, from the one table of commands. */
static int command_help(const char *command)
{
    char *words[] = {format("%s/exercises/grader/commands/help.sh", RECLAIM_ROOT),
                     (char *)(size_t)(command != NULL ? command : ""), NULL};

    return run_to_its_end(words);
}

static int run_command(const char *name, char **words)
{
    struct options options = {.build = default_build(), .slow = 1};
    const char *names[COMMANDS + 2] = {"lesson", "help"};

    for (char **word = words; *word != NULL; word++)
        if (strcmp(*word, "--help") == 0 || strcmp(*word, "-h") == 0)
            return command_help(name);
    if (strcmp(name, "lesson") == 0)
        return command_lesson(options.build, words - 1);
    if (strcmp(name, "help") == 0)
        return command_help(*words);
    for (size_t i = 0; i < COMMANDS; i++) {
        names[i + 2] = commands[i].name;
        if (strcmp(name, commands[i].name) != 0)
            continue;
        read_options(&options, words);
        return commands[i].run(&options);
    }
    give_up("there is no command \"%.60s\". Did you mean \"%s\"?", name,
            nearest_of(name, names, COMMANDS + 2));
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
    bool help = argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0);

    run_prepare();
    if (argc < 2)
        return after_writing(run_command("where", argv + argc));
    return after_writing(run_command(help ? "help" : argv[1], argv + 2));
}
