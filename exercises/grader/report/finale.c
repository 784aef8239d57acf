/* The end of the course: what is worth keeping a picture of. */
#include <string.h>

#include "exercises/grader/report/capstone.h"

enum { WIDEST = 72, MARGIN = 3 };

static void add_rule(struct text *to, const struct style *style, int inner, const char *left,
                     const char *right)
{
    struct text line = {0};

    text_format(&line, "%s", left);
    for (int i = 0; i < inner; i++)
        text_format(&line, "━");
    text_format(&line, "%s", right);
    text_format(to, "%s\n", paint(style, GOOD, text_of(&line)));
    text_free(&line);
}

/* A paragraph between the two sides of the frame. */
static void add_framed(struct text *to, const struct style *style, int inner, enum colour colour,
                       const char *words)
{
    struct style narrow = {.width = inner - 2 * MARGIN};
    struct text text = {0};

    add_wrapped(&text, &narrow, "", 0, words);
    for (char *rest = text.bytes, *line; (line = strsep(&rest, "\n")) != NULL && rest != NULL;)
        text_format(to, "%s%*s%s%*s%s\n", paint(style, GOOD, "┃"), MARGIN, "",
                    paint(style, colour, line), inner - MARGIN - columns_of(line, strlen(line)), "",
                    paint(style, GOOD, "┃"));
    text_free(&text);
}

void report_add_finale(struct text *to, const struct style *style, const struct capstone *capstone)
{
    int inner = (style->width < WIDEST ? style->width : WIDEST) - 2;
    size_t claims = 0;

    for (size_t i = 0; i < capstone->about.told.count; i++)
        claims += told_claims(&capstone->lessons[i].result.stream);
    text_add(to, "\n", 1);
    add_rule(to, style, inner, "┏", "┓");
    add_framed(to, style, inner, PLAIN, " ");
    add_framed(to, style, inner, STRONG,
               "Release, trigger, generations, promotion, weak references: this Python runs on "
               "code that you wrote.");
    add_framed(to, style, inner, PLAIN, " ");
    for (size_t i = 0; i < capstone->unit_count; i++) {
        const struct exercise *exercise = capstone->units[i].exercise;
        add_framed(
            to, style, inner, PLAIN,
            format("✓ common/%s  (%s %s)", exercise->seam, exercise->id, exercise_words(exercise)));
    }
    add_framed(to, style, inner, PLAIN, " ");
    add_framed(to, style, inner, PLAIN,
               format("%zu claims in %zu lessons, all true.%s", claims, capstone->about.told.count,
                      capstone->compared
                          ? format(" %zu programs do step by step what CPython 3.11 does.",
                                   capstone->agreeing)
                          : ""));
    add_framed(to, style, inner, PLAIN, " ");
    add_rule(to, style, inner, "┗", "┛");
}
