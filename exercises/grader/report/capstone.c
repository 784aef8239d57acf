/* See report_capstone.h. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/capstone.h"
#include "exercises/grader/report/report.h"

enum { WORD = 17, WORD_NARROW = 4, NARROW = 60, NAMED = 8, SOURCE_MOST = 1 << 20 };

/* "  passed         TEXT", wrapped behind the word; on a narrow terminal below it. */
static void add_row(struct text *to, const struct style *style, enum colour colour,
                    const char *word, const char *text)
{
    bool narrow = style->width < NARROW;

    text_format(to, "  %s", paint(style, colour, word));
    if (narrow) {
        text_add(to, "\n", 1);
        add_wrapped(to, style, "", WORD_NARROW, text);
        return;
    }
    struct text lines = {0};
    add_wrapped(&lines, style, "", WORD, text);
    text_format(to, "%s", lines.bytes + 2 + strlen(word)); /* its indent, less the word's */
    text_free(&lines);
}

static char *spaced(const char *name)
{
    char *result = copy_of(name, strlen(name));

    for (char *c = result; *c != '\0'; c++)
        *c = *c == '_' ? ' ' : *c;
    return result;
}

void report_add_units(struct text *to, const struct style *style, const struct capstone *capstone)
{
    add_wrapped(
        to, style, "", 0,
        "Some exercises replace a file of the library, here called a unit. Each unit of yours that "
        "passes its checks is in its place now, all at once: together they have to carry each "
        "lesson, and to do what CPython 3.11 does.");
    text_add(to, "\n", 1);
    add_both_ends(to, style, "The units", STRONG,
                  format("%zu of %zu are yours", capstone->own_count, capstone->unit_count),
                  capstone->own_count == capstone->unit_count ? GOOD : PLAIN);
    for (size_t i = 0; i < capstone->unit_count; i++) {
        const struct unit *unit = &capstone->units[i];
        const struct exercise *exercise = unit->exercise;
        const char *what = format("%s %s, for common/%s", exercise->id,
                                  spaced(exercise_title(exercise)), exercise->seam);
        add_row(to, style, unit->own ? GOOD : SOFT, unit->own ? "yours" : "the library's",
                unit->own ? what : format("%s (yours: %s)", what, unit->why));
    }
}

void report_add_lessons(struct text *to, const struct style *style, const struct capstone *capstone)
{
    size_t count = capstone->about.told.count, passed = capstone_lessons_passed(capstone);

    text_add(to, "\n", 1);
    add_both_ends(to, style, "The lessons", STRONG,
                  format("%zu of %zu say what they should", passed, count),
                  passed == count ? GOOD : BAD);
    for (size_t i = 0; i < count; i++) {
        const struct told *told = &capstone->lessons[i];
        add_row(to, style, report_colour(told->result.verdict), verdict_word(told->result.verdict),
                format("%s: %zu of %zu claims true", spaced(told->course.lesson),
                       told_claims(&told->result.stream), told_claims(&told->course.stream)));
    }
}

static void add_parted(struct text *to, const struct style *style, const struct capstone *capstone,
                       bool full)
{
    struct text names = {0};
    size_t at, count = 0;

    for (size_t i = (size_t)-1; (i = capstone_next_parted(capstone, i)) != (size_t)-1; count++)
        if (full || count < NAMED)
            text_format(&names, "%s%s", count > 0 ? "; " : "",
                        stream_see(&capstone->conformance.stream, i, &at)->field[0]);
    if (!full && count > NAMED)
        text_format(&names, "; and %zu more", count - NAMED);
    if (count > 0)
        add_row(to, style, BAD, "these part", text_of(&names));
    if (capstone->open > 0)
        add_row(to, style, SOFT, "may part",
                format("%zu: they look at what the contracts of your units leave open to you",
                       capstone->open));
}

void report_add_conformance(struct text *to, const struct style *style,
                            const struct capstone *capstone, bool full)
{
    const struct result *result = &capstone->conformance;

    text_add(to, "\n", 1);
    if (!capstone->compared) {
        add_both_ends(to, style, "Beside CPython", STRONG, "left out", SOFT);
        add_wrapped(to, style, "  ", 2,
                    "CPython 3.11's library was not there when this was built. Install "
                    "libpython3-dev (of a system whose python3 is 3.11), then run this again.");
        return;
    }
    add_both_ends(to, style, "Beside CPython", STRONG,
                  format("%zu of %zu programs agree", capstone->agreeing, capstone->programs),
                  result->verdict == VERDICT_PASSED ? GOOD : BAD);
    if (result->verdict != VERDICT_PASSED && result->verdict != VERDICT_WRONG)
        add_row(to, style, BAD, verdict_word(result->verdict),
                "those after the last one were not run");
    add_parted(to, style, capstone, full);
}

/* The file of the conformance programs that has one with this id; NULL. */
static const char *file_of_program(const char *root, const char *id)
{
    char *folder = format("%s/common/tests/conformance", root), *quoted = format("\"%s\"", id);
    DIR *listing = opendir(folder);
    const char *found = NULL;
    struct dirent *entry;

    while (found == NULL && listing != NULL && (entry = readdir(listing)) != NULL) {
        struct text text = {0};
        if (after_prefix(entry->d_name, "programs_") != NULL &&
            file_read(format("%s/%s", folder, entry->d_name), SOURCE_MOST, &text) &&
            strstr(text.bytes, quoted) != NULL)
            found = copy_of(entry->d_name, strlen(entry->d_name));
        text_free(&text);
    }
    if (listing != NULL)
        closedir(listing);
    return found;
}

/* The id of the program that parted first, or that was under way. */
static const char *parted_program(const struct result *result)
{
    const char *last = NULL;
    size_t at;

    if (result->first_wrong != (size_t)-1)
        return stream_see(&result->stream, result->first_wrong, &at)->field[0];
    for (size_t i = 0; i < result->stream.count; i++)
        if (result->stream.records[i].kind == RECORD_STEP)
            last = result->stream.records[i].field[0];
    return last;
}

static void add_failure(struct text *to, const struct style *style, const struct capstone *capstone,
                        struct result result, const char *title, const char *usually, bool full)
{
    struct report report = {.exercise = &capstone->about};
    struct about about = {.title = title, .usually = usually, .see = "", .after = ""};

    result.about = &about;
    text_add(to, "\n", 1);
    report_add_failure(to, style, &report, &result, full);
}

static bool add_failed_lessons(struct text *to, const struct style *style,
                               const struct capstone *capstone, bool full)
{
    bool any = false;

    for (size_t i = 0; i < capstone->about.told.count && (full || !any); i++) {
        struct result result = capstone->lessons[i].result;
        if (result.verdict == VERDICT_PASSED)
            continue;
        any = true;
        result.lesson = capstone->lessons[i].course.lesson;
        add_failure(to, style, capstone, result,
                    format("lesson %s on these units", course_number(result.lesson)),
                    "Each of your units passed its own checks; together they do something else. "
                    "Whose job is the last step?",
                    full);
    }
    return any;
}

static bool add_failed_programs(struct text *to, const struct style *style,
                                const struct capstone *capstone)
{
    const struct result *result = &capstone->conformance;
    const char *id, *file;

    if (!capstone->compared || result->verdict == VERDICT_PASSED)
        return false;
    add_failure(to, style, capstone, *result, "the same program here and in CPython 3.11",
                "A conformance program does the same to your heap and to CPython's, and compares "
                "counts, order and what is left.",
                false);
    id = parted_program(result);
    file = id != NULL ? file_of_program(capstone->about.root, id) : NULL;
    if (file != NULL)
        add_wrapped(to, style, "    read", 13,
                    format("\"%s\" in common/tests/conformance/%s", id, file));
    return true;
}

/* What to do next, in the order of the course: first what was begun and is not right, then what
 * has to be done, and a stretch exercise last. */
static const struct unit *next_missing(const struct capstone *capstone)
{
    const struct unit *next = NULL;
    int best = 0;

    for (size_t i = 0; i < capstone->unit_count; i++) {
        const struct unit *unit = &capstone->units[i];
        int rank = unit->own ? 0 : unit->begun ? 3 : unit->exercise->star ? 1 : 2;
        if (rank > best) {
            best = rank;
            next = unit;
        }
    }
    return next;
}

void report_add_verdict(struct text *to, const struct style *style, const struct capstone *capstone,
                        bool full)
{
    const struct unit *missing = next_missing(capstone);
    bool failed = capstone->lessons != NULL && add_failed_lessons(to, style, capstone, full);

    if (full || !failed)
        failed = add_failed_programs(to, style, capstone) || failed;
    text_add(to, "\n", 1);
    if (failed)
        add_wrapped(to, style, "", 0, "Not done: mend this first.");
    else if (capstone->own_count == 0)
        add_wrapped(to, style, "", 0,
                    format("%s: none of the units is yours yet, so nothing was run. %s "
                           "./reclaim grade %s.",
                           missing->begun ? "Not done" : "Not started",
                           missing->begun ? "Mend this first:" : "Begin with",
                           missing->exercise->id));
    else if (missing != NULL)
        add_wrapped(to, style, "", 0,
                    format("Not done: what is yours holds, and %zu of the %zu units %s the "
                           "library's. Next: ./reclaim grade %s.",
                           capstone->unit_count - capstone->own_count, capstone->unit_count,
                           capstone->unit_count - capstone->own_count == 1 ? "is" : "are",
                           missing->exercise->id));
    else if (!capstone->compared)
        add_wrapped(to, style, "", 0,
                    "Done, as far as can be said without CPython: every lesson runs on your code.");
    else
        add_wrapped(to, style, "", 0,
                    "Done: every lesson runs on your code, and it agrees with CPython 3.11.");
}
