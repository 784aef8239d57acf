/* See harmless.h. */
#include <stdbool.h>
#include <string.h>

#include "exercises/grader/base/harmless.h"
#include "exercises/grader/base/text.h"

/* Bytes of the UTF-8 character at the start, 0 when there is none. */
static size_t character_size(const unsigned char *at, size_t left)
{
    size_t size = at[0] < 0x80   ? 1
                  : at[0] < 0xc2 ? 0
                  : at[0] < 0xe0 ? 2
                  : at[0] < 0xf0 ? 3
                  : at[0] < 0xf5 ? 4
                                 : 0;

    if (size == 0 || size > left)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((at[i] & 0xc0) != 0x80)
            return 0;
    if ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
        (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f) ||
        (at[0] == 0xc2 && at[1] < 0xa0) ||                 /* C1 controls */
        (at[0] == 0xef && at[1] == 0xbf && at[2] >= 0xbe)) /* no XML 1.0 character */
        return 0;
    return size;
}

/* Marks of direction (U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) and the ends of
 * line and paragraph (U+2028, U+2029), byte by byte. */
static bool turns(const unsigned char *at, size_t size)
{
    if (size == 2)
        return at[0] == 0xd8 && at[1] == 0x9c;
    if (size != 3 || at[0] != 0xe2)
        return false;
    return (at[1] == 0x80 &&
            (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xa8 && at[2] <= 0xae))) ||
           (at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9);
}

static char *harmless(const char *bytes, size_t size, const char *allowed)
{
    struct text result = {0};
    const unsigned char *at = (const unsigned char *)bytes;

    text_add(&result, "", 0);
    for (size_t i = 0; i < size;) {
        size_t step = character_size(at + i, size - i);
        bool control = step == 1 && at[i] < ' ' && strchr(allowed, at[i]) == NULL;
        if (step > 1 && turns(at + i, step))
            step = 0;
        if (step == 0 || control || at[i] == 0x7f || at[i] == 0)
            text_format(&result, "\\x%02x", at[i]);
        else
            text_add(&result, bytes + i, step);
        i += step > 0 ? step : 1;
    }
    return result.bytes;
}

char *make_harmless(const char *bytes, size_t size)
{
    return harmless(bytes, size, "\n\t");
}

char *make_one_line(const char *text)
{
    return harmless(text, strlen(text), "");
}
