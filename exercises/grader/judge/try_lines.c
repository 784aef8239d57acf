/* try_add_lines(): see try.h. It knows as much of C as it takes to see where a statement begins:
 * after ; { or } of a block, and not before else, a label of switch, or the while of do. */
#include <ctype.h>
#include <string.h>

#include "exercises/grader/judge/try.h"

enum { DEPTH_MOST = 64, WORD_MOST = 16 };

struct reader {
    struct text *to;
    const char *at;
    int line, depth, parentheses;
    bool block[DEPTH_MOST]; /* whether this { opened a block of statements */
    int loops[DEPTH_MOST];  /* do's that wait for their while */
    bool fresh;             /* a statement may begin here */
    bool fresh_line;        /* nothing but blanks on this line yet */
    bool head;              /* the parentheses of an if, for, while, switch are still to come */
    bool body;              /* and after them, or an else or do: its block or its statement */
    char last;              /* the last character of the last token */
    char word[WORD_MOST];   /* the last token, if it was a word */
};

static void copy(struct reader *reader, size_t size)
{
    for (size_t i = 0; i < size && reader->at[i] != '\0'; i++)
        if (reader->at[i] == '\n') {
            reader->line++;
            reader->fresh_line = true;
        }
    text_add(reader->to, reader->at, strnlen(reader->at, size));
    reader->at += strnlen(reader->at, size);
}

/* The size of a comment, a string, a character, a directive that begins here; 0: none. */
static size_t skipped(const struct reader *reader)
{
    const char *at = reader->at;

    if (at[0] == '/' && at[1] == '*') {
        const char *end = strstr(at + 2, "*/");
        return end != NULL ? (size_t)(end + 2 - at) : strlen(at);
    }
    if (at[0] == '/' && at[1] == '/')
        return strcspn(at, "\n");
    if (at[0] == '#' && reader->fresh_line) {
        size_t size = strcspn(at, "\n");
        while (at[size] == '\n' && at[size - 1] == '\\')
            size += 1 + strcspn(at + size + 1, "\n");
        return size;
    }
    if (at[0] != '"' && at[0] != '\'')
        return 0;
    size_t size = 1;
    while (at[size] != '\0' && at[size] != at[0])
        size += at[size] == '\\' && at[size + 1] != '\0' ? 2 : 1;
    return size + (at[size] != '\0');
}

static bool is_one_of(const char *word, const char *words)
{
    const char *found = *word != '\0' ? strstr(words, word) : NULL;
    size_t size = strlen(word);

    return found != NULL && found[-1] == ' ' && found[size] == ' ';
}

static bool in_block(const struct reader *reader)
{
    return reader->depth > 0 && reader->block[reader->depth - 1] && reader->parentheses == 0;
}

/* Whether the { that comes opens statements: not a type's members, nor values. */
static bool opens_block(const struct reader *reader)
{
    if (reader->depth == 0)
        return reader->last == ')';
    return in_block(reader) && (reader->fresh || reader->body || reader->last == ':');
}

/* A statement, or the only one of a body, begins with this word ("": with none). */
static void begin_part(struct reader *reader, const char *word)
{
    reader->head = is_one_of(word, " if for while switch ");
    reader->body = is_one_of(word, " else do ");
    reader->fresh = false;
}

static void begin_statement(struct reader *reader, const char *word)
{
    int *loops = &reader->loops[reader->depth];
    bool ends_do = strcmp(word, "while") == 0 && *loops > 0;

    *loops -= ends_do;
    if (!ends_do && !is_one_of(word, " else case default "))
        text_format(reader->to, "try_line(%d); ", reader->line);
    begin_part(reader, word);
    reader->head = reader->head && !ends_do;
}

static void take_word(struct reader *reader)
{
    size_t size = 0;

    while (isalnum((unsigned char)reader->at[size]) || reader->at[size] == '_')
        size++;
    size_t kept = size < WORD_MOST ? size : WORD_MOST - 1;
    memcpy(reader->word, reader->at, kept);
    reader->word[kept] = '\0';
    if (reader->fresh && in_block(reader))
        begin_statement(reader, reader->word);
    else if (reader->body)
        begin_part(reader, reader->word);
    if (strcmp(reader->word, "do") == 0)
        reader->loops[reader->depth]++;
    reader->last = 'a';
    copy(reader, size);
}

static void open_brace(struct reader *reader)
{
    bool block = opens_block(reader);

    reader->block[reader->depth++] = block;
    reader->loops[reader->depth] = 0;
    reader->fresh = block;
    reader->head = reader->body = false;
}

static void close_brace(struct reader *reader)
{
    if (reader->depth > 0)
        reader->fresh = reader->block[--reader->depth];
}

static void take_sign(struct reader *reader)
{
    char sign = *reader->at;

    if (reader->fresh && in_block(reader) && strchr("{};", sign) == NULL)
        begin_statement(reader, "");
    else if (reader->body && sign != '{')
        begin_part(reader, "");
    if (sign == '{')
        open_brace(reader);
    else if (sign == '}')
        close_brace(reader);
    else if (sign == ';')
        reader->fresh = in_block(reader);
    reader->parentheses += (sign == '(') - (sign == ')');
    if (sign == ')' && reader->parentheses == 0 && reader->head) {
        reader->head = false;
        reader->body = true;
    }
    reader->last = sign;
    reader->word[0] = '\0';
    copy(reader, 1);
}

void try_add_lines(struct text *to, const char *source)
{
    struct reader reader = {.to = to, .at = source, .line = 1, .fresh_line = true};

    while (*reader.at != '\0') {
        size_t size = skipped(&reader);
        bool blank = isspace((unsigned char)*reader.at);
        if (reader.depth + 2 >= DEPTH_MOST)
            size = strlen(reader.at); /* deeper than anybody reads: as it is */
        bool literal = size > 0 && (*reader.at == '"' || *reader.at == '\'');
        if (size > 0 || blank) {
            copy(&reader, size > 0 ? size : 1);
            if (literal)
                reader.last = 'a';
        } else if (isalnum((unsigned char)*reader.at) || *reader.at == '_') {
            take_word(&reader);
        } else {
            take_sign(&reader);
        }
        if (!blank)
            reader.fresh_line = false;
    }
}
