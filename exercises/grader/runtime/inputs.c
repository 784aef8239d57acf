/* Random inputs, words, formatted labels and the log of events: what checks are made of.
 *
 * Inputs follow from the seed of the run and the name of the check alone, so one check can be
 * replayed without the others, and the learner's process and the reference draw the same ones.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "exercises/grader/runtime/guard.h"
#include "exercises/grader/runtime/runtime.h"

enum { WORDS = 32, TEXTS = 16, TEXT_SIZE = 256, EVENTS_SIZE = 16384 };

static const char *const dictionary[WORDS] = {
    "apple", "basil", "cedar", "daisy", "ember", "fjord", "grape", "hazel",
    "iris",  "jade",  "kiwi",  "lemon", "maple", "nut",   "olive", "pear",
    "quill", "rose",  "sage",  "tulip", "umber", "vine",  "wheat", "yarrow",
    "zinc",  "birch", "clay",  "dill",  "fern",  "moss",  "plum",  "reed",
};

static OWN uint64_t state;
static OWN bool slow; /* under Valgrind, or in a stress build */
static OWN int word_order[WORDS];
static OWN int words_given;
static OWN struct {
    char text[EVENTS_SIZE];
    size_t used;
} events, given;

/* splitmix64: one multiplication chain, good enough to surprise anybody who hard-codes an answer.
 */
static uint64_t next(void)
{
    uint64_t z = state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

void inputs_begin(uint64_t seed, const char *check, bool slowly)
{
    slow = slowly;
#if RECLAIM_STRESS
    slow = true; /* each allocation rehearses a collection */
#endif
    state = seed;
    for (const char *c = check; *c != '\0'; c++)
        state = (state ^ (unsigned char)*c) * 0x100000001b3u;
    events.used = 0;
    events.text[0] = '\0';
    for (int i = 0; i < WORDS; i++)
        word_order[i] = i;
    check_shuffle(word_order, WORDS);
    words_given = 0;
}

int check_random(int n)
{
    return n > 0 ? (int)(next() % (uint64_t)n) : 0;
}

int check_between(int low, int high)
{
    return low + check_random(high - low + 1);
}

int check_large(int n)
{
    return slow ? n / 100 : n;
}

bool check_flip(void)
{
    return check_random(2) == 1;
}

void check_shuffle(int *values, int n)
{
    for (int i = n - 1; i > 0; i--) {
        int j = check_random(i + 1);
        int value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}

const char *check_word(void)
{
    return dictionary[word_order[words_given++ % WORDS]];
}

const char *check_text(const char *format, ...)
{
    static char texts[TEXTS][TEXT_SIZE];
    static int turn;
    char *text = texts[turn++ % TEXTS];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, TEXT_SIZE, format, arguments);
    va_end(arguments);
    return text;
}

void check_event(const char *format, ...)
{
    size_t room = sizeof events.text - events.used;
    const char *comma = events.used > 0 ? ", " : "";
    char text[TEXT_SIZE];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    int n = snprintf(events.text + events.used, room, "%s%s", comma, text);
    events.used = (size_t)n < room ? events.used + (size_t)n : sizeof events.text - 1;
}

const char *check_events(void)
{
    given = events;
    events.used = 0;
    events.text[0] = '\0';
    return given.text;
}
