/* What every exercise owes, told: whose references do not add up, which error is where none should
 * be. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/report/parts.h"
#include "exercises/grader/report/report.h"

enum { INDENT = REPORT_INDENT, DEEP = REPORT_DEEP, VALUE = 16, HOLDS_SHOWN = 4 };

static void add_pair(struct text *to, const struct style *style, const char *expected,
                     const char *got)
{
    add_wrapped(to, style, "      expected", VALUE, make_harmless(expected, strlen(expected)));
    add_wrapped(to, style, "      got", VALUE, make_harmless(got, strlen(got)));
}

static long long number(const struct record *sum, int field)
{
    return sum != NULL ? atoll(sum->field[field]) : 0;
}

static const char *of_references(long long count)
{
    return format("%lld reference%s", count, count == 1 ? "" : "s");
}

/* "the node made at 2a_graph_node.checks.c:40 has 2 references; traverse shows 1 (list 1)" */
static const char *told_holder(const struct record *holds)
{
    long long visits = number(holds, 4);
    const char *place = *holds->field[1] == '\0'
                            ? format("a shared %s", holds->field[0])
                            : format("the %s made at %s:%s", holds->field[0],
                                     base_name(holds->field[1]), holds->field[2]);
    const char *shown = visits == 0 ? "none is shown by a traverse"
                                    : format("traverse shows %lld (%s)", visits, holds->field[5]);

    return format("%s: %s%s, %s", place, of_references(number(holds, 3)),
                  *holds->field[1] == '\0' ? " more than it had" : "", shown);
}

static void add_holders(struct text *to, const struct style *style, const struct record *holds,
                        const char *type)
{
    int shown = 0;

    for (; holds->kind == RECORD_HOLDS; holds++) {
        if (strcmp(holds->field[0], type) != 0 || shown++ >= HOLDS_SHOWN)
            continue;
        const char *line = told_holder(holds);
        add_wrapped(to, style, "", DEEP, make_harmless(line, strlen(line)));
    }
    if (shown > HOLDS_SHOWN)
        add_wrapped(to, style, "", DEEP, format("and %d more", shown - HOLDS_SHOWN));
}

/* Counts and visits say which side is at fault, as far as they do. */
static const char *meaning(const struct record *mine, const struct record *wanted)
{
    long long counts = number(mine, 1) - number(wanted, 1);
    long long visits = number(mine, 2) - number(wanted, 2);

    if (counts - visits > 0)
        return visits < 0 && counts <= 0
                   ? "Something is owned that its owner's traverse does not visit."
               : visits >= 0 ? "A reference was made that nobody gives back, or its owner does not "
                               "visit it."
                             : "A reference is kept that no traverse visits.";
    return visits > 0 && counts >= 0 ? "A traverse visits what its object does not own: it is "
                                       "borrowed, was released, or is visited twice."
           : visits <= 0
               ? "There are too few references: one was never made, or one was released that "
                 "belonged to somebody else."
               : "A reference was released too many, or one is visited that is not owned.";
}

static void add_counts(struct text *to, const struct style *style, const struct owed *owed)
{
    const char *type = (owed->type != NULL ? owed->type : owed->wanted)->field[0];
    long long mine = number(owed->type, 1) - number(owed->type, 2);
    long long wanted = number(owed->wanted, 1) - number(owed->wanted, 2);

    report_add_title(to, style, format("references to %s that no traverse shows", type));
    add_pair(to, style,
             wanted > 0 ? format("%lld, which the check itself holds", wanted)
                        : format("%lld", wanted),
             format("%lld", mine));
    add_holders(to, style, owed->holds, type);
    add_wrapped(to, style, "", INDENT, meaning(owed->type, owed->wanted));
}

static void add_errors(struct text *to, const struct style *style, const struct owed *owed)
{
    bool left = *owed->pending != '\0';

    report_add_title(to, style, "the pending error");
    add_pair(to, style, *owed->wanted_pending != '\0' ? owed->wanted_pending : "none",
             left ? owed->pending : "none");
    if (*owed->wanted_pending == '\0')
        add_wrapped(to, style, "", INDENT,
                    "An error is left behind. Whoever looks for one next takes it for his own.");
    else if (!left)
        add_wrapped(
            to, style, "", INDENT,
            "No error is pending where there has to be one: none was set, or it was cleared.");
}

/* The call after which it showed, where that is not the one that the reader has just read of. */
static void add_beginning(struct text *to, const struct style *style, const struct result *result)
{
    size_t last = result->stream.count;
    bool later = false;

    for (size_t i = result->owed.at; i < last; i++)
        later = later || result->stream.records[i].kind == RECORD_STEP;
    for (size_t i = result->owed.at; later && i-- > 0;)
        if (result->stream.records[i].kind == RECORD_STEP) {
            const char *step = result->stream.records[i].field[0];
            report_add_title(to, style, "it began with");
            add_wrapped(to, style, "", DEEP, make_harmless(step, strlen(step)));
            return;
        }
}

void report_add_owed(struct text *to, const struct style *style, const struct result *result)
{
    const struct owed *owed = &result->owed;
    const struct record *record = &result->stream.records[owed->at];

    if (owed->what != OWES_NOTHING &&
        (result->first_wrong != (size_t)-1 || result->verdict != VERDICT_WRONG))
        add_beginning(to, style, result);

    switch (owed->what) {
    case OWES_NOTHING: return;
    case OWES_AMISS:
        add_wrapped(to, style, "", INDENT,
                    make_harmless(record->field[0], strlen(record->field[0])));
        return;
    case OWES_COUNTS: add_counts(to, style, owed); return;
    case OWES_PENDING: add_errors(to, style, owed); return;
    }
}
