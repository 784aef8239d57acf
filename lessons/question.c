/* The tables of questions, and who is asked what. See question.h. */
#include "lessons/question.h"

#include <string.h>

extern const struct question questions_00[], questions_01[], questions_02[], questions_03[],
    questions_04[], questions_05[], questions_06[], questions_07[];

static const struct table {
    const char *number;
    const struct question *questions;
} tables[] = {
    {"00", questions_00}, {"01", questions_01}, {"02", questions_02}, {"03", questions_03},
    {"04", questions_04}, {"05", questions_05}, {"06", questions_06}, {"07", questions_07},
};

enum { TABLES = sizeof tables / sizeof *tables };

static const struct question nothing[] = {{.ask = NULL}};

static int table_of(const char *number)
{
    for (int i = 0; i < TABLES; i++)
        if (strcmp(tables[i].number, number) == 0)
            return i;
    return -1;
}

static const struct question *questions_of(const char *number)
{
    int at = table_of(number);

    return at < 0 ? nothing : tables[at].questions;
}

const struct question *question_asked(const char *number, const char *words)
{
    for (const struct question *each = questions_of(number); each->ask != NULL; each++)
        if (strcmp(each->ask, words) == 0)
            return each;
    return NULL;
}

static const struct question *first_at_end(const struct question *questions)
{
    while (questions->ask != NULL && *questions->ask != '\0')
        questions++;
    return questions->ask == NULL ? questions : questions + 1;
}

/* Lesson by lesson backwards, one of each, and again; which one goes by the lesson that asks, so
 * that not every lesson asks the same. */
static int add_earlier(int mine, const struct question *chosen[QUESTIONS_AT_END], int count)
{
    for (int round = 0; round < QUESTIONS_AT_END; round++)
        for (int back = mine - 1; back >= 0 && count < QUESTIONS_AT_END; back--) {
            const struct question *first = first_at_end(tables[back].questions);
            int size = 0;
            while (first[size].ask != NULL)
                size++;
            if (round < size)
                chosen[count++] = &first[(mine - 1 + round) % size];
        }
    return count;
}

int questions_at_end(const char *number, const struct question *chosen[QUESTIONS_AT_END])
{
    int mine = table_of(number), count = 0;

    if (mine < 0)
        return 0;
    for (const struct question *each = first_at_end(tables[mine].questions);
         each->ask != NULL && count < QUESTIONS_AT_END; each++)
        chosen[count++] = each;
    return add_earlier(mine, chosen, count);
}

/* Spreads texts evenly (FNV-1a). */
static unsigned long mix(const char *text)
{
    unsigned long hash = 2166136261u;

    for (; *text != '\0'; text++)
        hash = ((hash ^ (unsigned char)*text) * 16777619u) & 0xFFFFFFFFu;
    return hash;
}

int question_order(const struct question *question, int order[MOST_CHOICES])
{
    int count = 0;

    for (int i = 0; i < MOST_CHOICES && question->choices[i].text != NULL; i++, count++) {
        int at = count;
        for (;
             at > 0 && mix(question->choices[order[at - 1]].text) > mix(question->choices[i].text);
             at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return count;
}
