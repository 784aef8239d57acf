/* The reason that is given for a failure is the one that happened, or none is: a hint for the
 * opposite mistake is worse than silence. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/verdict.h"

/* What was observed in place of what. */
struct difference {
    size_t at; /* in the stream; behind its end: nothing was observed */
    const struct record *actual, *expected;
};

static struct difference first_difference(const struct result *result)
{
    struct difference first = {.at = result->stream.count};
    size_t unused;

    if (result->first_wrong == (size_t)-1)
        return first;
    first.actual = stream_see(&result->stream, result->first_wrong, &first.at);
    first.expected = stream_see(result->expected, result->first_wrong, &unused);
    return first;
}

static bool is_number(const struct record *record)
{
    const char *kind = record != NULL ? record->field[1] : "";

    return strcmp(kind, "int") == 0 || strcmp(kind, "most") == 0 || strcmp(kind, "least") == 0;
}

/* The one that happened; NULL: these are no numbers, or nothing is known of this side. */
static const char *by_side(const struct difference *first, const char *too_many,
                           const char *too_few)
{
    if (!is_number(first->actual) || !is_number(first->expected))
        return NULL;
    bool more =
        strtoll(first->actual->field[2], NULL, 10) > strtoll(first->expected->field[2], NULL, 10);
    return more ? too_many : too_few;
}

/* What the check said about it with BECAUSE or SIDES, into @reason, which may be NULL even so.
 * False: it said nothing. */
static bool said(const struct stream *stream, const struct difference *first, const char **reason)
{
    for (size_t i = first->at; i-- > 0 && stream->records[i].kind != RECORD_SEE;) {
        const struct record *why = &stream->records[i];
        if (why->kind != RECORD_WHY)
            continue;
        *reason =
            *why->field[0] != '\0' ? why->field[0] : by_side(first, why->field[1], why->field[2]);
        return true;
    }
    return false;
}

static const char *reason_for_value(const struct result *result)
{
    const struct about *about = result->about;
    const char *const *reasons = about->reasons, *reason;
    struct difference first = first_difference(result);
    bool sides = reasons[REASON_TOO_MANY] != NULL || reasons[REASON_TOO_FEW] != NULL;

    if (said(&result->stream, &first, &reason))
        return reason;
    if (sides && is_number(first.actual) && is_number(first.expected))
        return by_side(&first, reasons[REASON_TOO_MANY], reasons[REASON_TOO_FEW]);
    if (result->owed.what != OWES_NOTHING && result->owed.at < first.at)
        return NULL; /* that is nearer to the cause */
    return *about->usually != '\0' ? about->usually : NULL;
}

static const char *reason_for_crash(const struct result *result)
{
    struct difference first = first_difference(result);
    const char *reason = NULL;

    if (first.actual != NULL && said(&result->stream, &first, &reason) && reason != NULL)
        return reason;
    return result->about->reasons[REASON_CRASHED];
}

const char *reason_for(const struct result *result)
{
    const char *const *reasons = result->about->reasons;

    switch (result->verdict) {
    case VERDICT_LEAKED: return result->note == NULL ? reasons[REASON_LEAKED] : NULL;
    case VERDICT_CRASHED: return reason_for_crash(result);
    case VERDICT_TIMED_OUT: return reasons[REASON_TIMED_OUT];
    case VERDICT_WRONG: break;
    default: return NULL;
    }
    if (result->note != NULL)
        return NULL; /* Valgrind's */
    if (result->first_wrong == (size_t)-1)
        return result->owed.what == OWES_PENDING ? reasons[REASON_ERROR] : NULL;
    return reason_for_value(result);
}
