/* See valgrind.h.
 *
 * A report is blocks of lines "==PID== TEXT", parted by empty ones; a block's first line says what
 * is wrong, and its stack names the check's own function (check_body_NAME), which tells whose error
 * it is.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exercises/grader/judge/valgrind.h"

static const char body[] = "check_body_";

bool valgrind_is_there(void)
{
    return access("/usr/bin/valgrind", X_OK) == 0;
}

/* "==12== TEXT": where TEXT begins; NULL when the line is none of Valgrind's. */
static const char *text_of_line(const char *line)
{
    size_t digits = strspn(line, "=") == 2 ? strspn(line + 2, "0123456789") : 0;

    if (digits == 0 || strncmp(line + 2 + digits, "==", 2) != 0)
        return NULL;
    line += 4 + digits;
    return *line == ' ' ? line + 1 : line;
}

static bool starts_error(const char *text)
{
    static const char *const starts[] = {
        "Invalid ",      "Conditional jump",    "Use of uninitialised",
        "Syscall param", "Mismatched free",     "Source and destination overlap",
        "Argument ",     "Jump to the invalid", "Process terminating",
    };

    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        if (after_prefix(text, starts[i]) != NULL)
            return true;
    return strstr(text, " lost in loss record ") != NULL ||
           strstr(text, " still reachable in loss record ") != NULL;
}

/* "   at 0x10928C: slot_set (1b_slot.c:31)" of the learner's file: "1b_slot.c:31, in slot_set". */
static char *own_place(const char *text, const struct exercise *exercise)
{
    const char *colon = strstr(text, ": ");
    const char *open = strrchr(text, '(');
    const char *name = base_name(exercise->source);

    const char *line = open != NULL ? after_prefix(open + 1, name) : NULL;

    if (colon == NULL || open < colon || line == NULL || *line != ':')
        return NULL;
    return format("%.*s, in %.*s", (int)strcspn(open + 1, ")"), open + 1, (int)(open - colon - 3),
                  colon + 2);
}

static char *name_of_check(const char *text)
{
    const char *found = strstr(text, body);

    return found != NULL ? copy_of(found + strlen(body), strcspn(found + strlen(body), " .("))
                         : NULL;
}

static void add_line(struct finding *finding, struct text *shown, const char *text,
                     const struct exercise *exercise)
{
    char *place = own_place(text, exercise);
    char *name = name_of_check(text);

    if (place != NULL)
        text_format(shown, "\n  at %s", place);
    else if (strstr(text, "Address ") != NULL || strstr(text, "Block was alloc'd") != NULL)
        text_format(shown, "\n  %s", text + strspn(text, " "));
    if (name != NULL && finding->check == NULL)
        finding->check = name;
}

static void add_finding(struct findings *findings, struct finding finding, struct text *shown)
{
    if (shown->size == 0)
        return;
    finding.text = shown->bytes;
    findings->at = reallocarray(findings->at, findings->count + 1, sizeof findings->at[0]);
    if (findings->at == NULL)
        give_up("this machine has no memory left.");
    findings->at[findings->count++] = finding;
    *shown = (struct text){0};
}

void valgrind_read(struct findings *findings, const char *report, const struct exercise *exercise)
{
    struct finding finding = {0};
    struct text shown = {0};
    char *rest = copy_of(report, strlen(report));

    for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
        const char *text = text_of_line(line);
        if (text == NULL)
            continue;
        if (after_prefix(text, "ERROR SUMMARY") != NULL)
            findings->ran = true;
        if (*text == '\0') {
            add_finding(findings, finding, &shown);
        } else if (shown.size > 0) {
            add_line(&finding, &shown, text, exercise);
        } else if (starts_error(text)) {
            finding = (struct finding){.leak = strstr(text, "loss record") != NULL};
            text_format(&shown, "%s", text);
        }
    }
    add_finding(findings, finding, &shown);
}
