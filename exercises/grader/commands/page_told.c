/* See page_told.h. */
#include <string.h>

#include "exercises/grader/commands/page_told.h"

#define NAME "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789"

enum { GONE = '\1' /* stands where a call was, until the lines are read again */ };

/* Of lessons/narrator.h and narrator.py. */
static const char *const telling[] = {"does",    "claim",    "claim_is", "predict",
                                      "counted", "happened", "aside",    "say",
                                      "act",     "member",   "asks",     "asks_text"};

enum { TELLING = sizeof telling / sizeof *telling };

/* Behind the string that begins at at; an apostrophe in a comment ends with its line. */
static const char *skip_string(const char *at)
{
    char quote = *at++;

    while (*at != '\0' && *at != '\n' && *at != quote)
        at += *at == '\\' && at[1] != '\0' ? 2 : 1;
    return *at == quote ? at + 1 : at;
}

/* Behind the parenthesis that closes the one at at. */
static const char *skip_call(const char *at)
{
    int depth = 0;

    do {
        depth += (*at == '(') - (*at == ')');
        at = *at == '"' || *at == '\'' ? skip_string(at) : at + 1;
    } while (*at != '\0' && depth > 0);
    return at;
}

/* The "(" of a narrator's call that begins at at; NULL: there is none. */
static const char *told_call(const char *at)
{
    size_t size = strspn(at, NAME);

    for (size_t i = 0; at[size] == '(' && i < TELLING; i++)
        if (strlen(telling[i]) == size && strncmp(at, telling[i], size) == 0)
            return at + size;
    return NULL;
}

/* The last byte that is no space; 0: there is none. */
static char last_of(const struct text *left)
{
    size_t size = left->size;

    while (size > 0 && left->bytes[size - 1] == ' ')
        size--;
    return size > 0 ? left->bytes[size - 1] : '\0';
}

static bool at_start(const struct text *left)
{
    char last = last_of(left);

    return last == '\0' || last == GONE || strchr("\n;{},", last) != NULL;
}

/* What a claim asked is code all the same: asks("sys.getrefcount(a)", sys_getrefcount(a)). */
static void add_asked(struct text *left, const char *call, const char *end)
{
    const char *asked = strstr(call, "asks(\"");

    if (asked == NULL || asked >= end)
        return;
    asked += strlen("asks");
    const char *value = skip_string(asked + 1), *close = skip_call(asked) - 1;
    value += strspn(value, ", \n");
    if (memchr(value, '(', (size_t)(close - value)) == NULL)
        return;
    text_add(left, value, (size_t)(close - value));
    if (*end == ';')
        text_add(left, ";", 1);
}

/* Takes out the call whose "(" is given. @return where the code goes on. */
static const char *leave_out(struct text *left, const char *call)
{
    const char *end = skip_call(call);

    if (*end == ';' && last_of(left) == ',') { /* the last of a row of them */
        while (left->bytes[left->size - 1] != ',')
            left->size--;
        left->bytes[left->size - 1] = ';';
    }
    text_add(left, (char[]){GONE}, 1);
    add_asked(left, call, end);
    return end + strspn(end, " ,;");
}

/* Without the marks, and without the lines that nothing else stands in. */
static struct words lines_of(const struct text *left)
{
    struct words lines = {0};
    char *rest = copy_of(text_of(left), left->size);

    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        bool was_told = strchr(line, GONE) != NULL;
        char *to = line;
        for (const char *from = line; *from != '\0'; from++)
            if (*from != GONE)
                *to++ = *from;
        *to = '\0';
        if (!was_told || line[strspn(line, " ")] != '\0')
            words_add(&lines, line);
    }
    return lines;
}

struct words page_without_telling(const struct words *lines)
{
    struct text code = {0}, left = {0};

    for (size_t i = 0; i < lines->count; i++)
        text_format(&code, "%s%s", i > 0 ? "\n" : "", lines->at[i]);
    for (const char *at = text_of(&code); *at != '\0';) {
        const char *call = at_start(&left) ? told_call(at) : NULL, *end = at + 1;
        if (call != NULL) {
            at = leave_out(&left, call);
            continue;
        }
        if (*at == '"' || *at == '\'')
            end = skip_string(at);
        else if (*at != ' ' && strspn(at, NAME) > 0)
            end = at + strspn(at, NAME);
        text_add(&left, at, (size_t)(end - at));
        at = end;
    }
    return lines_of(&left);
}
