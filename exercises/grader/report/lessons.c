/* What a learner reads of a lesson that failed on a seam: where its act is explained, and on demand
 * all that the lesson said. */
#include <string.h>

#include "exercises/grader/judge/told.h"
#include "exercises/grader/report/report.h"

enum { READ = 13, CLAIMS_SHOWN = 3, PAGE_MOST = 1 << 20 };

/* Where it parted from the course's: the first line that differs, else the last that there is. */
static size_t end_of(const struct result *result)
{
    size_t at, nth = 0;

    if (result->first_wrong != (size_t)-1)
        return result->first_wrong;
    while (stream_see(&result->stream, nth, &at) != NULL)
        nth++;
    return nth > 0 ? nth - 1 : 0;
}

/* A section of the page has the title of the act that it is about. */
static const char *section_of(const struct report *report, const struct result *result)
{
    const char *act = told_act(&result->stream, end_of(result));
    char *path = format("%s/lessons/%s/lesson.md", report->exercise->root, result->lesson);
    struct text page = {0};
    bool found = act != NULL && file_read(path, PAGE_MOST, &page) &&
                 strstr(page.bytes, format("\n## %s {#", act)) != NULL;

    text_free(&page);
    return found ? format("\"%s\" in ", act) : "";
}

/* The claims that are false on the learner's code, a line each. */
void report_add_false_claims(struct text *to, const struct style *style,
                             const struct result *result)
{
    size_t at, count = 0;
    const struct record *record;

    for (size_t i = 0; (record = stream_see(&result->stream, i, &at)) != NULL; i++) {
        const char *claim = record->field[2] + strspn(record->field[2], " ");
        if (after_prefix(claim, "✗ ") != NULL && count++ < CLAIMS_SHOWN)
            add_wrapped(to, style, count == 1 ? "    false" : "", READ,
                        make_harmless(after_prefix(claim, "✗ "), strlen(claim) - strlen("✗ ")));
    }
    if (count > CLAIMS_SHOWN)
        add_wrapped(to, style, "", READ, format("and %zu more", count - CLAIMS_SHOWN));
}

static void add_transcript(struct text *to, const struct style *style, const struct result *result)
{
    size_t at;

    text_format(to, "    %s\n", paint(style, SOFT, "the whole of it: - should be, + is"));
    for (size_t i = 0;; i++) {
        const struct record *is = stream_see(&result->stream, i, &at);
        const struct record *should = stream_see(result->expected, i, &at);
        if (is == NULL && (should == NULL || !result->stream.done))
            return;
        bool differs = records_differ(is, should);
        if (differs && should != NULL)
            text_format(to, "-%s\n", paint(style, GOOD, should->field[2]));
        if (is != NULL)
            text_format(to, "%c%s\n", differs ? '+' : ' ',
                        paint(style, differs ? BAD : PLAIN,
                              make_harmless(is->field[2], strlen(is->field[2]))));
    }
}

void report_add_lesson(struct text *to, const struct style *style, const struct report *report,
                       const struct result *result, bool full)
{
    add_wrapped(to, style, "    read", READ,
                format("%slessons/%s/lesson.md", section_of(report, result), result->lesson));
    if (full)
        add_transcript(to, style, result);
    else
        add_wrapped(to, style, "    whole", READ,
                    report->exercise->tasks == NULL
                        ? "./reclaim capstone --verbose"
                        : format("./reclaim grade %s --verbose", report->exercise->id));
}
