/* What a learner reads of a lesson that failed on a seam: where its act is explained, and on demand
 * all that the lesson said. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/told.h"
#include "exercises/grader/report/report.h"

enum { READ = 13, CLAIMS_SHOWN = 3, PAGE_MOST = 1 << 20, CONTEXT = 3 };

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

/* The lines of a transcript. */
static struct words lines_of(const struct stream *stream)
{
    struct words lines = {0};
    const struct record *record;
    size_t at;

    for (size_t i = 0; (record = stream_see(stream, i, &at)) != NULL; i++)
        words_add(&lines, record->field[2]);
    return lines;
}

/* Two transcripts side by side: a line that both have stands once. */
struct pair {
    const char *is, *should; /* NULL: that one has no such line */
};

/* longest[i * (m + 1) + k]: how many lines the rest from i and the rest from k have in common, in
 * order. */
static size_t *common_lines(const struct words *is, const struct words *should)
{
    size_t n = is->count, m = should->count;
    size_t *longest = allocate((n + 1) * (m + 1), sizeof *longest);

    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            size_t *here = &longest[i * (m + 1) + k], *below = here + m + 1;
            *here = strcmp(is->at[i], should->at[k]) == 0 ? below[1] + 1
                    : below[0] > here[1]                  ? below[0]
                                                          : here[1];
        }
    return longest;
}

static size_t align(struct pair *pairs, const struct words *is, const struct words *should)
{
    size_t *longest = common_lines(is, should), width = should->count + 1;
    size_t i = 0, k = 0, count = 0;

    while (i < is->count || k < should->count) {
        bool both = i < is->count && k < should->count;
        if (both && strcmp(is->at[i], should->at[k]) == 0)
            pairs[count++] = (struct pair){is->at[i++], should->at[k++]};
        else if (k < should->count &&
                 (!both || longest[i * width + k + 1] >= longest[(i + 1) * width + k]))
            pairs[count++] = (struct pair){NULL, should->at[k++]};
        else
            pairs[count++] = (struct pair){is->at[i++], NULL};
    }
    free(longest);
    return count;
}

static bool near_a_difference(const struct pair *pairs, size_t count, size_t i)
{
    for (size_t k = i > CONTEXT ? i - CONTEXT : 0; k <= i + CONTEXT && k < count; k++)
        if (pairs[k].is == NULL || pairs[k].should == NULL)
            return true;
    return false;
}

static void add_pair(struct text *to, const struct style *style, struct pair pair)
{
    enum colour colour = pair.is == NULL ? GOOD : pair.should == NULL ? BAD : PLAIN;
    const char *line = pair.is != NULL ? pair.is : pair.should;

    text_format(to, "%c%s\n",
                pair.is == NULL       ? '-'
                : pair.should == NULL ? '+'
                                      : ' ',
                paint(style, colour, shortened(make_harmless(line, strlen(line)))));
}

/* What differs, with a few lines before and after. What a lesson that did not come to its end has
 * not said is not missing. */
static void add_transcript(struct text *to, const struct style *style, const struct result *result)
{
    struct words is = lines_of(&result->stream), should = lines_of(result->expected);
    struct pair *pairs = allocate(is.count + should.count + 1, sizeof *pairs);
    size_t count = align(pairs, &is, &should), left_out = 0;

    while (!result->stream.done && count > 0 && pairs[count - 1].is == NULL)
        count--;
    text_format(to, "    %s\n", paint(style, SOFT, "what differs: - should be, + is"));
    for (size_t i = 0; i <= count; i++) {
        bool shown = i < count && near_a_difference(pairs, count, i);
        if (left_out > 0 && (shown || i == count))
            text_format(to, "    ... %zu line%s alike\n", left_out, left_out == 1 ? "" : "s");
        left_out = shown ? 0 : left_out + 1;
        if (shown)
            add_pair(to, style, pairs[i]);
    }
    free(pairs);
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
