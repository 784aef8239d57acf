/* See source.h. Looks at the tokens, line by line, once source_lines.c has taken away what the
 * compiler does not see as such.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercises/grader/judge/source.h"
#include "exercises/grader/judge/source_lines.h"

enum { SOURCE_MOST = 1 << 20, HEADER_MOST = 1 << 20, NAME_SHOWN = 40 };

/* The file under way. */
struct source {
    const struct exercise *exercise;
    struct words *refusals;
    const char *at; /* the rest, without comments, trigraphs and splices */
    int line;
    size_t before; /* refusals that were there */
};

/* Names that begin as the compiler's own do, and that plain C has all the same. */
static const char reserved[] =
    " _Bool _Static_assert _Alignof _Alignas _Noreturn _Generic _Complex _Imaginary"
    " __func__ __FILE__ __LINE__ __DATE__ __TIME__ __VA_ARGS__ __STDC__ __STDC_VERSION__"
    " __STDC_HOSTED__ _GNU_SOURCE _DEFAULT_SOURCE _POSIX_C_SOURCE _XOPEN_SOURCE ";

static const char directives[] =
    " include define undef if ifdef ifndef elif else endif error elifdef elifndef warning ";

static const char standard_headers[] =
    " assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h"
    " math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h"
    " stdlib.h stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h ";

static bool is_in(const char *list, const char *word, size_t size)
{
    for (const char *at = list; size > 0 && (at = strchr(at, ' ')) != NULL; at++)
        if (strncmp(at + 1, word, size) == 0 && at[1 + size] == ' ')
            return true;
    return false;
}

static void refuse(struct source *source, const char *sentence)
{
    if (source->refusals->count < source->before + 5) /* who has five has understood */
        words_add(source->refusals, format("line %d: %s", source->line, sentence));
}

/* ---- tokens ------------------------------------------------------------------------------------
 */

static bool begins_name(char c)
{
    return isalpha((unsigned char)c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

static bool goes_on(char c)
{
    return begins_name(c) || isdigit((unsigned char)c);
}

/* Passes over a comment: true when one was there. */
static bool skip_comment(struct source *source)
{
    const char *at = source->at;

    if (at[0] != '/' || (at[1] != '/' && at[1] != '*'))
        return false;
    if (at[1] == '/') {
        source->at = at + strcspn(at, "\n");
        return true;
    }
    const char *end = strstr(at + 2, "*/");
    end = end != NULL ? end + 2 : at + strlen(at);
    for (; at < end; at++)
        source->line += *at == '\n';
    source->at = end;
    return true;
}

static void skip_space(struct source *source)
{
    while (skip_comment(source) || (*source->at != '\0' && strchr(" \t\r\f\v", *source->at)))
        if (*source->at != '\0' && strchr(" \t\r\f\v", *source->at))
            source->at++;
}

/* A string or character; it ends with its line at the latest. */
static void skip_quoted(struct source *source)
{
    char quote = *source->at++;

    while (*source->at != quote && *source->at != '\n' && *source->at != '\0')
        source->at += *source->at == '\\' && source->at[1] != '\n' && source->at[1] != '\0' ? 2 : 1;
    source->at += *source->at == quote;
}

static void skip_number(struct source *source)
{
    while (goes_on(*source->at) || *source->at == '.' ||
           ((*source->at == '+' || *source->at == '-') && strchr("eEpP", source->at[-1]) != NULL))
        source->at++;
}

static size_t name_here(const struct source *source)
{
    size_t size = 0;

    while (goes_on(source->at[size]))
        size++;
    return size;
}

static void see_name(struct source *source)
{
    const char *name = source->at;
    size_t size = name_here(source), shown = size < NAME_SHOWN ? size : NAME_SHOWN;
    bool own = name[0] == '_' && size > 1 && (name[1] == '_' || isupper((unsigned char)name[1]));

    source->at += size;
    if (size == 3 && memcmp(name, "asm", 3) == 0)
        own = true;
    if (own && !is_in(reserved, name, size))
        refuse(source, format("`%.*s` is the compiler's own: an exercise is plain C, without "
                              "assembly, attributes, pragmas and built-in functions.",
                              (int)shown, name));
}

/* ---- directives --------------------------------------------------------------------------------
 */

static bool is_internal(const char *path)
{
    struct text text = {0};

    if (!file_read(path, HEADER_MOST, &text))
        return false;
    const char *mark = strstr(text_of(&text), "@internal"), *end = strstr(text_of(&text), "*/");
    bool internal = mark != NULL && (end == NULL || mark < end);
    text_free(&text);
    return internal;
}

/* A header by name in "...": the contract, exercise.h, what is public in common/. */
static bool may_name(const struct exercise *exercise, const char *name)
{
    const char *contract = path_in_project(exercise, exercise->contract);

    if (strstr(name, "..") != NULL || strstr(name, "common/tests/") != NULL)
        return false;
    if (strcmp(name, contract) == 0 || strcmp(name, base_name(contract)) == 0 ||
        strcmp(name, "exercises/exercise.h") == 0)
        return true;
    return after_prefix(name, "common/") != NULL &&
           !is_internal(format("%s/%s", exercise->root, name));
}

static void see_include(struct source *source)
{
    skip_space(source);
    char open = *source->at, close = open == '<' ? '>' : '"';
    size_t size = open == '<' || open == '"' ? strcspn(source->at + 1, "<>\"\n") : 0;

    if (size == 0 || source->at[1 + size] != close) {
        refuse(source, "what is included has to be named there and then, in <...> or \"...\".");
        return;
    }
    const char *name = copy_of(source->at + 1, size);
    source->at += size + 2;
    if (is_in(standard_headers, name, size) || (open == '"' && may_name(source->exercise, name)))
        return;
    refuse(source, format("it includes %.*s: an exercise includes its contract, exercise.h, the "
                          "library's public headers and those of standard C, nothing else.",
                          NAME_SHOWN, name));
}

static void see_directive(struct source *source)
{
    skip_space(source);
    size_t size = name_here(source);

    if (size == 0 && (*source->at == '\n' || *source->at == '\0'))
        return; /* a line with nothing but # */
    if (!is_in(directives, source->at, size)) {
        refuse(source, format("`#%.*s` is nothing that an exercise needs.",
                              (int)(size < NAME_SHOWN ? size : NAME_SHOWN), source->at));
        source->at += size;
        return;
    }
    bool include = size == strlen("include") && memcmp(source->at, "include", size) == 0;
    bool message = size == strlen("error") && memcmp(source->at, "error", size) == 0;
    bool defines = is_in(" define undef ", source->at, size);
    source->at += size;
    if (defines) {
        skip_space(source);
        if (strncmp(source->at, "__", 2) == 0)
            refuse(source, "names that begin with two underscores are the compiler's to define.");
    }
    if (include)
        see_include(source);
    else if (message)
        source->at += strcspn(source->at, "\n");
}

/* ---- the file ----------------------------------------------------------------------------------
 */

/* %: is another way to write #, <: one to write [. */
static size_t is_hash(const char *at)
{
    return *at == '#' ? 1 : at[0] == '%' && at[1] == ':' ? 2 : 0;
}

static size_t is_bracket(const char *at)
{
    return *at == '[' ? 1 : at[0] == '<' && at[1] == ':' ? 2 : 0;
}

static void see_mark(struct source *source)
{
    size_t hash = is_hash(source->at), bracket = is_bracket(source->at);

    if (*source->at == '\\' && (source->at[1] == 'u' || source->at[1] == 'U'))
        refuse(source, "letters by number (\\u...) hide a name: write it as it is.");
    if (hash > 0 && is_hash(source->at + hash) > 0)
        refuse(source, "`##` makes names that nobody wrote: an exercise needs none.");
    source->at += hash > 0 ? hash : bracket > 0 ? bracket : 1;
    while (bracket > 0 && *source->at == '\n') {
        source->line++;
        source->at++;
    }
    skip_space(source);
    if (bracket > 0 && is_bracket(source->at) > 0)
        refuse(source, "`[[` begins an attribute: an exercise needs none.");
}

static void see_tokens(struct source *source)
{
    bool fresh = true; /* nothing yet on this line */

    for (skip_space(source); *source->at != '\0'; skip_space(source)) {
        char c = *source->at;
        if (c == '\n') {
            source->line++;
            source->at++;
        } else if (fresh && is_hash(source->at) > 0) {
            source->at += is_hash(source->at);
            see_directive(source);
        } else if (c == '"' || c == '\'') {
            skip_quoted(source);
        } else if (isdigit((unsigned char)c) ||
                   (c == '.' && isdigit((unsigned char)source->at[1]))) {
            source->at++;
            skip_number(source);
        } else if (begins_name(c)) {
            see_name(source);
        } else {
            see_mark(source);
        }
        fresh = c == '\n';
    }
}

bool source_check(const struct exercise *exercise, const char *path, struct words *refusals)
{
    struct text file = {0}, joined = {0};
    struct source source = {
        .exercise = exercise, .refusals = refusals, .line = 1, .before = refusals->count};

    if (!file_read(path, SOURCE_MOST, &file))
        return true;
    int odd = source_odd_line(&file);
    if (odd > 0) {
        source.line = odd;
        refuse(&source, "it holds a control character that no editor writes: where a line ends "
                        "there, each compiler decides for itself.");
    } else {
        source_join_lines(&file, &joined);
        source.at = joined.bytes;
        see_tokens(&source);
    }
    text_free(&file);
    text_free(&joined);
    return refusals->count == source.before;
}
