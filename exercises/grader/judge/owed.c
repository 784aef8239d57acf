/* What every exercise owes: the sums and errors that the runtime sent at each point, compared with
 * those beside the solution.
 *
 * - A point is a step or an observation. How many steps there are may differ between right answers
 * (one for each request of memory), so points are compared that stand after as many observations
 * and say the same.
 * - What differs from the first wrong observation on is a consequence of that.
 */
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/verdict.h"

struct point {
    size_t at;   /* among the records */
    size_t sees; /* observations before it */
    const char *text;
    const struct record *owed; /* "owed" and what follows; NULL: nothing was said yet */
    const char *pending;       /* "" */
};

struct points {
    struct point *at;
    size_t count;
};

static bool is_point(const struct record *record)
{
    return record->kind == RECORD_STEP || record->kind == RECORD_SEE ||
           record->kind == RECORD_POINT;
}

static struct points points_of(const struct stream *stream)
{
    struct points points = {.at = allocate(stream->count + 1, sizeof points.at[0])};
    struct point point = {.pending = ""};

    for (size_t i = 0; i < stream->count; i++) {
        const struct record *record = &stream->records[i];
        if (record->kind == RECORD_OWED)
            point.owed = record;
        else if (record->kind == RECORD_PENDING)
            point.pending = record->field[0];
        if (!is_point(record))
            continue;
        point.at = i;
        point.text = record->field[0];
        points.at[points.count++] = point;
        point.sees += record->kind == RECORD_SEE;
    }
    return points;
}

/* The number of references of a type that no traverse shows. */
static long long left_over(const struct record *sum)
{
    return sum != NULL ? atoll(sum->field[1]) - atoll(sum->field[2]) : 0;
}

static const struct record *find_sum(const struct record *owed, const char *type)
{
    for (const struct record *sum = owed + 1; sum->kind == RECORD_SUM; sum++)
        if (strcmp(sum->field[0], type) == 0)
            return sum;
    return NULL;
}

/* The first type in @owed whose sum is another in @other; NULL: none. */
static const struct record *differing(const struct record *owed, const struct record *other)
{
    for (const struct record *sum = owed + 1; sum->kind == RECORD_SUM; sum++)
        if (left_over(sum) != left_over(find_sum(other, sum->field[0])))
            return sum;
    return NULL;
}

static const struct record *after_sums(const struct record *owed)
{
    do
        owed++;
    while (owed->kind == RECORD_SUM);
    return owed;
}

static bool is_known(const struct record *owed)
{
    return owed != NULL && *owed->field[0] == '\0';
}

static bool counts_differ(struct owed *found, const struct point *mine, const struct point *wanted)
{
    if (!is_known(mine->owed) || !is_known(wanted->owed))
        return false;
    const struct record *type = differing(mine->owed, wanted->owed);
    if (type != NULL)
        *found = (struct owed){.type = type, .wanted = find_sum(wanted->owed, type->field[0])};
    else if ((type = differing(wanted->owed, mine->owed)) != NULL)
        *found = (struct owed){.type = find_sum(mine->owed, type->field[0]), .wanted = type};
    else
        return false;
    found->what = OWES_COUNTS;
    found->holds = after_sums(mine->owed);
    found->wanted_holds = after_sums(wanted->owed);
    return true;
}

static bool errors_differ(struct owed *found, const struct point *mine, const struct point *wanted)
{
    size_t kind = strcspn(mine->pending, ":"), other = strcspn(wanted->pending, ":");

    if (kind == other && strncmp(mine->pending, wanted->pending, kind) == 0)
        return false;
    *found = (struct owed){
        .what = OWES_PENDING, .pending = mine->pending, .wanted_pending = wanted->pending};
    return true;
}

/* The point beside the solution that is the same as @mine, from number *@next on; NULL: there is
 * none. */
static const struct point *same_point(const struct points *wanted, const struct point *mine,
                                      size_t *next)
{
    while (*next < wanted->count && wanted->at[*next].sees < mine->sees)
        ++*next;
    for (size_t i = *next; i < wanted->count && wanted->at[i].sees == mine->sees; i++)
        if (strcmp(wanted->at[i].text, mine->text) == 0) {
            *next = i + 1;
            return &wanted->at[i];
        }
    return NULL;
}

static size_t find_amiss(const struct stream *stream)
{
    size_t at = 0;

    while (at < stream->count && stream->records[at].kind != RECORD_AMISS)
        at++;
    return at;
}

bool owed_find(struct result *result)
{
    struct owed *found = &result->owed;
    struct points mine = points_of(&result->stream), wanted = points_of(result->expected);
    size_t amiss = find_amiss(&result->stream), next = 0, i = 0;

    *found = (struct owed){.what = OWES_NOTHING};
    for (; i < mine.count && found->what == OWES_NOTHING; i++) {
        const struct point *point = &mine.at[i];
        if (point->at > amiss || point->sees > result->first_wrong)
            break;
        const struct point *other = same_point(&wanted, point, &next);
        if (other != NULL &&
            (errors_differ(found, point, other) || counts_differ(found, point, other)))
            found->at = point->at;
    }
    if (found->what == OWES_NOTHING && amiss < result->stream.count)
        *found = (struct owed){.what = OWES_AMISS, .at = amiss};
    free(mine.at);
    free(wanted.at);
    return found->what != OWES_NOTHING;
}
