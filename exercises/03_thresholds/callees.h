/* What 3b calls paused: functions that say what they find, and what the switch is.
 */
#ifndef RECLAIM_EXERCISES_CALLEES_H
#define RECLAIM_EXERCISES_CALLEES_H

#include <stdio.h>
#include <string.h>

#include "common/types/atoms.h"
#include "exercises/03_thresholds/3b_pause.h"
#include "exercises/03_thresholds/thing.h"
#include "exercises/check.h"

static const char *switch_is(void)
{
    return gc_is_enabled() ? "on" : "off";
}

static bool set_switch(bool on)
{
    (on ? gc_enable : gc_disable)();
    return on;
}

static size_t collections(void)
{
    struct gc_stats stats[GC_GENERATIONS];

    gc_get_stats(stats);
    return stats[0].collections + stats[1].collections + stats[2].collections;
}

/* A function that does not know itself, and one whose self is @p n. */
static struct object *function(function_body *body, long long n)
{
    struct object *number = int_new(n), *callable = (function_new)("function", body, number);

    decref(number);
    return callable;
}

/* Calls it paused, with no arguments, and drops it. */
static bool pause_and_drop(struct object *callable)
{
    bool fine = call_paused(callable, NULL, 0);

    decref(callable);
    return fine;
}

/* What the function that was called last found. */
static struct heard {
    int calls;
    bool off;
    char arguments[400];
    size_t collections;
} heard;

static void hears(struct object *const *arguments, size_t count)
{
    heard.calls++;
    heard.off = !gc_is_enabled();
    heard.arguments[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        size_t used = strlen(heard.arguments);
        snprintf(heard.arguments + used, sizeof heard.arguments - used, "%s%s", i > 0 ? ", " : "",
                 str_text(arguments[i]));
    }
}

/* Makes a thousand things and more, and drops them together at the end. */
static bool allocates(struct object *self, struct object *const *arguments, size_t count)
{
    static struct object *made[1500];
    long long many = int_value(self);
    size_t before = collections();

    hears(arguments, count);
    for (int i = 0; i < many; i++)
        made[i] = thing_new(&thing_type);
    heard.collections = collections() - before;
    for (int i = 0; i < many; i++)
        decref(made[i]);
    return true;
}

/* Looks at one call of it. */
static void was_called(const char *arguments)
{
    BECAUSE("It is called once, whatever comes of it.");
    EXPECT("calls of the function", heard.calls, 1);
    BECAUSE("It is called with what it is to be called with.");
    EXPECT("its arguments", heard.arguments, arguments);
    BECAUSE("gc_disable() comes before the call. (A threshold of 0 would keep the collector still, "
            "too, but it is not the switch.)");
    EXPECT("the switch meanwhile", heard.off ? "off" : "on", "off");
    EXPECT("collections meanwhile", heard.collections, 0);
    heard = (struct heard){0};
}

/* More arguments than anybody has a fixed number of places for. */
static void many_arguments(void)
{
    enum { MANY = 20 };
    struct object *word = str_new("x"), *words[MANY], *callable = function(allocates, 1);
    char expected[3 * MANY + 1] = "";

    for (int i = 0; i < MANY; i++) {
        words[i] = word;
        strcat(expected, i == 0 ? "x" : ", x");
    }
    STEP("call_paused(a function that allocates 1, %d arguments)", MANY);
    call_paused(callable, words, MANY);
    was_called(expected);
    decref(callable);
    decref(word);
}

#endif
