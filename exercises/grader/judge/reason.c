/* The reason that is given for a failure is the one that happened, or none is: a hint for the
 * opposite mistake is worse than silence. */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/verdict.h"

/* What the check said with BECAUSE about the observation at @at; NULL. */
static const char *said_before(const struct stream *stream, size_t at)
{
    for (size_t i = at; i-- > 0 && stream->records[i].kind != RECORD_SEE;)
        if (stream->records[i].kind == RECORD_WHY)
            return stream->records[i].field[0];
    return NULL;
}

/* The same about the first wrong observation. */
static const char *said_at_first(const struct result *result)
{
    size_t at = 0;

    if (result->first_wrong == (size_t)-1 ||
        stream_see(&result->stream, result->first_wrong, &at) == NULL)
        return NULL;
    return said_before(&result->stream, at);
}

static bool is_number(const struct record *record)
{
    const char *kind = record->field[1];

    return strcmp(kind, "int") == 0 || strcmp(kind, "most") == 0 || strcmp(kind, "least") == 0;
}

static const char *reason_for_value(const struct result *result)
{
    const struct about *about = result->about;
    const char *usually = *about->usually != '\0' ? about->usually : NULL;
    bool sides = about->reasons[REASON_TOO_MANY] != NULL || about->reasons[REASON_TOO_FEW] != NULL;
    size_t at = result->stream.count, unused;
    const struct record *actual = stream_see(&result->stream, result->first_wrong, &at);
    const struct record *expected = stream_see(result->expected, result->first_wrong, &unused);
    const char *said = said_before(&result->stream, at);

    if (said != NULL)
        return said;
    if (sides && actual != NULL && expected != NULL && is_number(actual) && is_number(expected)) {
        bool more = strtoll(actual->field[2], NULL, 10) > strtoll(expected->field[2], NULL, 10);
        return about->reasons[more ? REASON_TOO_MANY : REASON_TOO_FEW];
    }
    if (result->owed.what != OWES_NOTHING && result->owed.at < at)
        return NULL; /* that is nearer to the cause */
    return usually;
}

const char *reason_for(const struct result *result)
{
    const char *const *reasons = result->about->reasons;

    switch (result->verdict) {
    case VERDICT_LEAKED: return result->note == NULL ? reasons[REASON_LEAKED] : NULL;
    case VERDICT_CRASHED:
        return said_at_first(result) != NULL ? said_at_first(result) : reasons[REASON_CRASHED];
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
