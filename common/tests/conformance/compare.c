/*
 * The walk. It starts from the generations' lists (whose order is compared too) and the variables,
 * pairs each object of ours with the one of CPython's that stands in the same place, and demands
 * that the pairing is one to one.
 *
 * What is shared with the interpreter (None, small ints, one-character strs, classes) has another
 * count there from the start: for those the difference must never change. Only None's count is left
 * alone, since the interpreter's cache of methods moves it.
 */
#include "common/tests/conformance/compare_walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS = 1 << 14, SLOTS = 2 * PAIRS, SHARED = 512 };

struct pair {
    struct thing *ours, *theirs;
    size_t slot, their_slot; /* in the hash tables */
};

static struct {
    struct pair pairs[PAIRS]; /* in the order found; those from `checked` on wait */
    size_t count, checked;
    uint16_t by_ours[SLOTS], by_theirs[SLOTS]; /* hash tables of 1 + index, 0: empty */
    struct shared {
        struct thing *ours;
        intptr_t difference;
    } shared[SHARED];
    size_t shared_count;
    struct thing *found[2][PAIRS]; /* what the two traversals found */
    size_t found_count[2];
    char *report;
    size_t report_size;
} walk;

static const struct backend *const ours = &backend_ours, *const theirs = &backend_cpython;

bool differ(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(walk.report, walk.report_size, format, arguments);
    va_end(arguments);
    return false;
}

static bool same_number(const struct pair *pair, const char *what, intptr_t a, intptr_t b)
{
    return a == b ||
           differ("%s of a %s: %td here, %td in CPython", what, ours->type_name(pair->ours), a, b);
}

static size_t slot_of(const struct thing *obj)
{
    return ((uintptr_t)obj >> 4) * 0x9E3779B97F4A7C15u >> 49;
}

/* The number of the pair that @obj is in, plus 1; 0: none. Leaves @slot where it belongs. */
static unsigned lookup(const uint16_t *index, int side, const struct thing *obj, size_t *slot)
{
    for (*slot = slot_of(obj); index[*slot] != 0; *slot = (*slot + 1) % SLOTS) {
        const struct pair *pair = &walk.pairs[index[*slot] - 1];
        if ((side == 0 ? pair->ours : pair->theirs) == obj)
            return index[*slot];
    }
    return 0;
}

bool match(struct thing *a, struct thing *b)
{
    size_t slot_a, slot_b;

    if (a == NULL || b == NULL)
        return a == b || differ("an empty slot on one side only");
    unsigned known_a = lookup(walk.by_ours, 0, a, &slot_a);
    unsigned known_b = lookup(walk.by_theirs, 1, b, &slot_b);
    if (known_a != known_b && !theirs->is_name(b))
        return differ("a %s and a %s stand in the same place, but not elsewhere",
                      ours->type_name(a), theirs->type_name(b));
    if (known_a != 0)
        return true;
    if (walk.count + 1 == PAIRS)
        return differ("more than %d objects", PAIRS);
    walk.pairs[walk.count++] = (struct pair){a, b, slot_a, slot_b};
    walk.by_ours[slot_a] = (uint16_t)walk.count;
    if (known_b == 0)
        walk.by_theirs[slot_b] = (uint16_t)walk.count;
    return true;
}

static bool is_shared(const struct thing *obj)
{
    return ours->refcount(obj) > 100000000 || strcmp(ours->type_name(obj), "type") == 0;
}

static bool compare_shared(const struct pair *pair)
{
    intptr_t difference = theirs->refcount(pair->theirs) - ours->refcount(pair->ours);
    size_t i = 0;

    while (i < walk.shared_count && walk.shared[i].ours != pair->ours)
        i++;
    if (i == walk.shared_count && i < SHARED)
        walk.shared[walk.shared_count++] = (struct shared){pair->ours, difference};
    return i == SHARED || same_number(pair, "refcount, from a shared start,",
                                      walk.shared[i].difference, difference);
}

static bool compare_atoms(const struct pair *pair)
{
    char a[100], b[100];

    ours->atom_text(pair->ours, a, sizeof a);
    theirs->atom_text(pair->theirs, b, sizeof b);
    return strcmp(a, b) == 0 || differ("\"%s\" here, \"%s\" in CPython", a, b);
}

void remember(struct thing *obj, void *argument)
{
    const int *side = argument;

    if (walk.found_count[*side] < PAIRS)
        walk.found[*side][walk.found_count[*side]++] = obj;
}

void forget_found(void)
{
    walk.found_count[0] = walk.found_count[1] = 0;
}

bool match_found(const char *what, const char *where)
{
    if (walk.found_count[0] != walk.found_count[1])
        return differ("%s %s: %zu here, %zu in CPython", what, where, walk.found_count[0],
                      walk.found_count[1]);
    for (size_t i = 0; i < walk.found_count[0]; i++)
        if (!match(walk.found[0][i], walk.found[1][i]))
            return false;
    return true;
}

static bool compare_referents(const struct pair *pair)
{
    forget_found();
    ours->traverse(pair->ours, remember, &(int){0});
    theirs->traverse(pair->theirs, remember, &(int){1});
    return match_found("referents of a", ours->type_name(pair->ours));
}

/* Slots by index, empty ones included. */
static bool compare_rows(const struct pair *pair, bool list)
{
    intptr_t size = list ? ours->list_size(pair->ours) : ours->tuple_size(pair->ours);
    intptr_t wanted = list ? theirs->list_size(pair->theirs) : theirs->tuple_size(pair->theirs);

    if (!same_number(pair, "length", size, wanted))
        return false;
    for (intptr_t i = 0; i < size; i++)
        if (!match(list ? ours->list_get(pair->ours, i) : ours->tuple_get(pair->ours, i),
                   list ? theirs->list_get(pair->theirs, i) : theirs->tuple_get(pair->theirs, i)))
            return false;
    return true;
}

static bool compare_entries(const struct pair *pair)
{
    intptr_t here = 0, there = 0;
    struct thing *key, *value, *their_key, *their_value;

    if (!same_number(pair, "length", ours->dict_size(pair->ours), theirs->dict_size(pair->theirs)))
        return false;
    while (ours->dict_next(pair->ours, &here, &key, &value)) {
        if (!theirs->dict_next(pair->theirs, &there, &their_key, &their_value))
            return differ("a dict has more entries here");
        if (!match(key, their_key) || !match(value, their_value))
            return false;
    }
    return true;
}

static bool compare_content(const struct pair *pair)
{
    const char *type = ours->type_name(pair->ours);

    if (strcmp(type, "type") == 0)
        return true;
    if (strcmp(type, "list") == 0 || strcmp(type, "tuple") == 0)
        return compare_rows(pair, type[0] == 'l') && compare_referents(pair);
    if (strcmp(type, "dict") == 0 && !compare_entries(pair))
        return false;
    return compare_atoms(pair) && compare_referents(pair);
}

/* CPython has "weakref.ReferenceType". */
static bool same_type(const struct pair *pair)
{
    const char *name = theirs->type_name(pair->theirs), *dot = strrchr(name, '.');

    return strcmp(ours->type_name(pair->ours), dot == NULL ? name : dot + 1) == 0;
}

static bool compare_pair(const struct pair *pair)
{
    size_t size = theirs->getsizeof(pair->theirs);

    if (!same_type(pair))
        return differ("a %s here, a %s in CPython", ours->type_name(pair->ours),
                      theirs->type_name(pair->theirs));
    if (theirs->is_name(pair->theirs))
        return compare_atoms(pair);
    if (strcmp(ours->type_name(pair->ours), "NoneType") == 0)
        return true;
    if (!(is_shared(pair->ours) ? compare_shared(pair)
                                : same_number(pair, "refcount", ours->refcount(pair->ours),
                                              theirs->refcount(pair->theirs))))
        return false;
    if (strcmp(ours->type_name(pair->ours), "type") == 0)
        return true;
    return same_number(pair, "is_tracked", ours->is_tracked(pair->ours),
                       theirs->is_tracked(pair->theirs)) &&
           same_number(pair, "is_finalized", ours->is_finalized(pair->ours),
                       theirs->is_finalized(pair->theirs)) &&
           (size == 0 || same_number(pair, "getsizeof", (intptr_t)ours->getsizeof(pair->ours),
                                     (intptr_t)size)) &&
           compare_content(pair) && compare_weakrefs(pair->ours, pair->theirs);
}

static bool compare_collector(void)
{
    int here[3], there[3];

    ours->get_count(here);
    theirs->get_count(there);
    for (int i = 0; i < 3; i++)
        if (here[i] != there[i])
            return differ("get_count()[%d]: %d here, %d in CPython", i, here[i], there[i]);
    for (int i = 0; i < 3; i++) {
        forget_found();
        ours->each_in(i, remember, &(int){0});
        theirs->each_in(i, remember, &(int){1});
        if (!match_found("members of generation", i == 0 ? "0" : i == 1 ? "1" : "2"))
            return false;
    }
    return true;
}

static bool compare_variables(void)
{
    for (int v = 0; v < WORLD_VARIABLES; v++)
        if (!match(worlds[0].variables[v], worlds[1].variables[v]))
            return false;
    return true;
}

static bool compare_pairs(void)
{
    while (walk.checked < walk.count)
        if (!compare_pair(&walk.pairs[walk.checked++]))
            return false;
    return true;
}

static void forget_pairs(void)
{
    for (size_t i = 0; i < walk.count; i++)
        walk.by_ours[walk.pairs[i].slot] = walk.by_theirs[walk.pairs[i].their_slot] = 0;
    walk.count = walk.checked = 0;
}

void compare_begin(void)
{
    walk.shared_count = 0;
}

bool compare(char *report, size_t size)
{
    walk.report = report;
    walk.report_size = size;
    bool alike = compare_events() && compare_collector() && compare_facts() && compare_variables();
    worlds[1].collects->pause(); /* asking a size makes a bound method */
    alike = alike && compare_pairs();
    worlds[1].collects->resume();
    forget_pairs();
    return alike;
}
