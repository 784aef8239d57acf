/* Checks of 3b: what the function finds, and what the caller finds, on every path out.
 *
 * Each sentence of the contract, and the check that fails without it:
 * - off while the function runs -> runs_paused; it may still call gc_collect() -> nothing_else
 * - afterwards as before, whatever the function did to the switch -> as_before, turned
 * - when it raises, and when it is no function; the error as it was raised -> raising
 * - pauses nest -> nested
 * - no threshold, no count, no generation is touched, and nothing is collected -> nothing_else
 * - arguments are passed on and borrowed -> runs_paused, and the counts, everywhere
 * - paused(): each call is paused, arguments and errors are passed on, a reference of its own, NULL
 * without memory -> decorated
 */
#include "exercises/03_thresholds/3b_pause.h"

#include "exercises/03_thresholds/callees.h"
#include "exercises/check.h"
#include <string.h>

CHECK(runs_paused, .title = "the function runs, with the collector off", .points = 2,
      .see = "03-off")
{
    for (int round = 0; round < 4; round++) {
        size_t count = (size_t)round % 3;
        int many = check_between(800, 1500);
        struct object *words[] = {str_new(check_word()), str_new(check_word())};
        struct object *callable = function(allocates, many);
        set_switch(true);
        STEP("call_paused(a function that allocates %d, %zu arguments), the switch is on", many,
             count);
        bool fine = call_paused(callable, words, count);
        was_called(count == 0   ? ""
                   : count == 1 ? str_text(words[0])
                                : check_text("%s, %s", str_text(words[0]), str_text(words[1])));
        BECAUSE("What object_call() returned is what is returned.");
        EXPECT("it returned", fine, true);
        EXPECT("references to the function", refcount(callable), 1);
        decref(callable);
        decref(words[0]);
        decref(words[1]);
    }
}

static bool does_nothing(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    return true;
}

CHECK(as_before, .title = "afterwards the switch is as it was", .points = 2, .after = "runs_paused",
      .usually = "Ask gc_is_enabled() before you switch off. Who had the collector off before had "
                 "a reason, and finds it off afterwards.",
      .see = "03-off")
{
    for (int round = 0; round < 8; round++) {
        bool on = set_switch(round % 2 == 0);
        STEP("call_paused(a function that does nothing), the switch is %s", switch_is());
        pause_and_drop(function(does_nothing, 0));
        EXPECT("the switch", switch_is(), on ? "on" : "off");
    }
}

static bool raises(struct object *self, struct object *const *arguments, size_t count)
{
    hears(arguments, count);
    return error_set(ERROR_VALUE, "number %lld", int_value(self));
}

CHECK(raising, .title = "when it raises, too, and the error is passed on", .points = 2,
      .after = "as_before", .see = "03-off")
{
    for (int round = 0; round < 8; round++) {
        bool on = set_switch(round / 2 % 2 == 0), callable = round % 2 == 0;
        int number = check_random(1000);
        STEP("call_paused(%s), the switch is %s",
             callable ? "a function that raises" : "an int, which cannot be called", switch_is());
        bool fine = pause_and_drop(callable ? function(raises, number) : int_new(number));
        BECAUSE("It is called once, whatever comes of it.");
        EXPECT("calls of the function", heard.calls, callable);
        heard.calls = 0;
        BECAUSE("It failed: return what object_call() returned.");
        EXPECT("it returned", fine, false);
        BECAUSE("There is one more way out, and on it the switch is not as it was.");
        EXPECT("the switch", switch_is(), on ? "on" : "off");
        BECAUSE("object_call() has set the error. Leave it there.");
        EXPECT("the error", error_message(),
               callable ? check_text("ValueError: number %d", number)
                        : "TypeError: 'int' object is not callable");
        error_clear();
    }
}

/* Calls itself paused, as deep as its self says; at the bottom it may raise. */
static bool nests(struct object *self, struct object *const *arguments, size_t count)
{
    long long depth = int_value(self);
    bool fine = true;

    (void)arguments, (void)count;
    check_event("in %s", switch_is());
    if (depth > 0)
        fine = pause_and_drop(function(depth == 1 ? raises : nests, depth - 1));
    check_event("out %s", switch_is());
    return fine;
}

/* What @depth of them should find, on the way in and on the way out. */
__attribute__((unused)) static const char *in_and_out(int depth)
{
    static char text[200];

    text[0] = '\0';
    for (int i = 0; i < 2 * depth; i++)
        strcat(text, i == 0 ? "in off" : i < depth ? ", in off" : ", out off");
    return text;
}

CHECK(nested, .title = "a pause inside a pause ends alone", .points = 1, .after = "raising",
      .usually = "The inner pause found the collector off, and leaves it off; the outer one found "
                 "it on. Two pauses, two memories: a static variable is one.",
      .see = "03-off")
{
    for (int round = 0; round < 8; round++) {
        int depth = check_between(2, 6);
        bool on = set_switch(round % 2 == 0);
        STEP("call_paused(a function that calls another one paused ... %d deep), the switch is %s",
             depth, switch_is());
        pause_and_drop(function(nests, depth));
        EXPECT("events", check_events(), in_and_out(depth));
        EXPECT("the switch", switch_is(), on ? "on" : "off");
        error_clear();
    }
}

/* Turns the switch as bit 0 of self says, pauses again if bit 1 is set, and says what it finds. */
static bool turns_the_switch(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    set_switch(int_value(self) & 1);
    if (int_value(self) & 2)
        pause_and_drop(function(does_nothing, 0));
    check_event("%s", switch_is());
    return true;
}

CHECK(turned, .title = "also when the function turns the switch itself", .points = 1,
      .after = "nested",
      .usually = "What was off before is off afterwards, even if the function called gc_enable(): "
                 "there are two cases to put right, not one.",
      .see = "03-off")
{
    for (int round = 0; round < 8; round++) {
        bool on = set_switch(round & 1), inside = round & 2;
        int deeper = round / 4;
        STEP("call_paused(a function that turns the switch %s%s), the switch is %s",
             inside ? "on" : "off", deeper ? " and calls another one paused" : "", switch_is());
        pause_and_drop(function(turns_the_switch, inside + 2 * deeper));
        EXPECT("at the end of the function", check_events(), inside ? "on" : "off");
        EXPECT("the switch", switch_is(), on ? "on" : "off");
    }
}

static bool sets_thresholds(struct object *self, struct object *const *arguments, size_t count)
{
    int value = (int)int_value(self);

    (void)arguments, (void)count;
    gc_set_threshold((int[]){value, value + 1, value + 2});
    thing_cycle(thing_new(&thing_type), thing_new(&thing_type));
    heard.collections = (size_t)gc_collect(0);
    return true;
}

static const char *three(void (*get)(int *values))
{
    int values[GC_GENERATIONS];

    get(values);
    return check_text("(%d, %d, %d)", values[0], values[1], values[2]);
}

/* An error that was pending before is somebody else's. */
static void stays_pending(void)
{
    struct object *callable = function(does_nothing, 0);

    error_set(ERROR_KEY, "theirs");
    STEP("call_paused(a function that does nothing), while a KeyError is pending");
    bool fine = call_paused(callable, NULL, 0);
    BECAUSE("What object_call() returned is what is returned.");
    EXPECT("it returned", fine, true);
    BECAUSE("Nothing but the switch is touched: the error was there before, and stays.");
    EXPECT("the pending error", error_message(), "KeyError: theirs");
    error_clear();
    decref(callable);
}

CHECK(nothing_else, .title = "nothing but the switch is touched", .points = 1, .after = "as_before",
      .see = "03-off")
{
    for (int round = 0; round < 4; round++) {
        int value = check_between(1000, 2000), many = check_between(1, 20);
        struct object *callable = function(sets_thresholds, value), *made[20];
        for (int i = 0; i < many; i++)
            made[i] = thing_new(&thing_type);
        set_switch(true);
        int counts[GC_GENERATIONS];
        size_t before = collections();
        gc_get_count(counts);
        STEP("call_paused(a function that sets the thresholds to (%d, %d, %d), makes a cycle and "
             "calls gc_collect(0)), counts are %s",
             value, value + 1, value + 2, three(gc_get_count));
        call_paused(callable, NULL, 0);
        BECAUSE("The function may call gc_collect(), and finds what it has made.");
        EXPECT("what gc_collect(0) found", heard.collections, 2);
        BECAUSE("Thresholds that the function has set are meant to stay.");
        EXPECT("thresholds", three(gc_get_threshold),
               check_text("(%d, %d, %d)", value, value + 1, value + 2));
        BECAUSE("Counts and generations are as without a pause.");
        EXPECT("counts", three(gc_get_count),
               check_text("(%d, %d, %d)", 0, counts[1] + 1, counts[2]));
        BECAUSE("The function collected once. When to collect after it is for the caller to say.");
        EXPECT("collections", collections() - before, 1);
        for (int i = 0; i < many; i++)
            decref(made[i]);
        decref(callable);
    }
    many_arguments();
    stays_pending();
}

/* Calls @wrapped with as many words, and looks at what came of it. */
static void call_wrapped(struct object *wrapped, struct object *const *words, size_t count, bool on)
{
    set_switch(on);
    STEP("wrapped(%zu arguments), the switch is %s", count, switch_is());
    bool fine = object_call(wrapped, words, count);
    was_called(count == 0 ? "" : str_text(words[0]));
    BECAUSE("f was to be called, and returned true.");
    EXPECT("it returned", fine, true);
    BECAUSE("The pause ends with the call.");
    EXPECT("the switch", switch_is(), on ? "on" : "off");
}

/* Calls paused(@callable), which fails with that error. */
static void call_failing(struct object *callable, const char *what, const char *error)
{
    struct object *wrapped = paused(callable);

    REQUIRE("paused returned a function", wrapped != NULL);
    STEP("paused(%s), called", what);
    EXPECT("it returned", object_call(wrapped, NULL, 0), false);
    BECAUSE("Errors are passed on as they are.");
    EXPECT("the error", error_message(), error);
    error_clear();
    decref(wrapped);
    decref(callable);
}

CHECK(decorated, .title = "paused(f) is a function that calls f paused", .points = 1,
      .after = "as_before", .see = "03-off")
{
    struct object *callable = function(allocates, check_between(800, 1500));
    struct object *word = str_new(check_word());
    int number = check_random(1000);

    set_switch(true);
    STEP("wrapped = paused(f), no memory");
    memory_fail_at(1);
    struct object *wrapped = paused(callable);
    memory_fail_at(0);
    EXPECT("paused returned NULL", wrapped == NULL, true);
    EXPECT("the error", error_message(), "MemoryError");
    error_clear();
    STEP("wrapped = paused(f)");
    wrapped = paused(callable);
    REQUIRE("paused returned a function", wrapped != NULL);
    BECAUSE("The new function owns f as its self: function_new() makes the reference.");
    EXPECT("references to f", refcount(callable), 2);
    BECAUSE("The pause begins when it is called, not when it is made.");
    EXPECT("the switch", switch_is(), "on");
    STEP("another = paused(a function that raises)");
    struct object *raising = function(raises, number), *another = paused(raising);
    REQUIRE("paused returned a function", another != NULL);
    BECAUSE("Each of them has a function of its own to call.");
    EXPECT("another function was made", another != wrapped, true);
    decref(callable);
    for (int round = 0; round < 4; round++)
        call_wrapped(wrapped, &word, (size_t)round / 2, round % 2 == 0);
    decref(wrapped);
    decref(another);
    call_failing(raising, "a function that raises", check_text("ValueError: number %d", number));
    call_failing(int_new(number), "an int", "TypeError: 'int' object is not callable");
    decref(word);
}
