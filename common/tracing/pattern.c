/* Python's fnmatch. See pattern.h. */
#include "common/tracing/pattern.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A text, as far as end. */
struct span {
    const char *at, *end;
};

enum { BAD_BYTE = 0xDC00 }; /* what Python makes of a byte that is no UTF-8, plus the byte */

static uint32_t lead_bits(unsigned char lead, ptrdiff_t *more)
{
    *more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC2 ? 1 : 0;
    return lead & (0x7Fu >> (*more == 0 ? 0 : *more + 1));
}

/* Takes the first character off the text, which is not empty. */
static uint32_t next(struct span *text)
{
    unsigned char lead = (unsigned char)*text->at++;
    ptrdiff_t more;
    uint32_t character = lead_bits(lead, &more);

    if (lead < 0x80)
        return lead;
    if (more == 0 || text->end - text->at < more)
        return BAD_BYTE + lead;
    for (ptrdiff_t i = 0; i < more; i++) {
        if (((unsigned char)text->at[i] & 0xC0) != 0x80)
            return BAD_BYTE + lead;
        character = character << 6 | ((unsigned char)text->at[i] & 0x3F);
    }
    text->at += more;
    return character;
}

/* Where the "]" of a set is whose inside begins at @at; NULL: there is none. A "]" that comes first
 * is a member. */
static const char *end_of_set(const char *at, const char *end)
{
    at += at < end && *at == '!';
    at += at < end && *at == ']';
    return at < end ? memchr(at, ']', (size_t)(end - at)) : NULL;
}

/* Whether @character is in the set; @set is what stands in the brackets. An empty range (z-a) is
 * as if it were not there; that may bring a "!" to the front. */
static bool is_in_set(struct span set, uint32_t character)
{
    bool negated = *set.at == '!', first = !negated, found = false;

    set.at += negated;
    while (set.at < set.end) {
        uint32_t low = next(&set), high = low;
        bool range = set.end - set.at > 1 && *set.at == '-';
        if (range) {
            set.at++;
            high = next(&set);
        }
        if (low > high)
            continue;
        if (first && low == '!') {
            negated = true;
            found = range && (character == '-' || character == high); /* what is left of "!-x" */
        } else {
            found = found || (low <= character && character <= high);
        }
        first = false;
    }
    return found != negated;
}

/* Matches one character of @name against the first piece of @pattern, which is no star, and takes
 * both off. */
static bool step(struct span *pattern, struct span *name)
{
    if (name->at == name->end)
        return false;
    uint32_t wanted = next(pattern), character = next(name);
    const char *close = wanted == '[' ? end_of_set(pattern->at, pattern->end) : NULL;
    if (close == NULL)
        return wanted == '?' || wanted == character;
    struct span set = {pattern->at, close};
    pattern->at = close + 1;
    return is_in_set(set, character);
}

static struct span normalized(const char *name)
{
    size_t length = strlen(name);

    if (length >= 4 && strcmp(name + length - 4, ".pyc") == 0)
        length--;
    return (struct span){name, name + length};
}

/* Each star takes as little as it can; only the last one that was met ever takes more. */
bool pattern_matches(const char *pattern, const char *name)
{
    struct span rest = normalized(pattern), text = normalized(name);
    struct span after_star = {0}, retry = {0};

    while (rest.at < rest.end || text.at < text.end) {
        if (rest.at < rest.end && *rest.at == '*') {
            rest.at++;
            after_star = rest;
            retry = text;
        } else if (rest.at == rest.end || !step(&rest, &text)) {
            if (after_star.at == NULL || retry.at == retry.end)
                return false;
            next(&retry);
            rest = after_star;
            text = retry;
        }
    }
    return true;
}
