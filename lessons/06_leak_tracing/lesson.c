/* Lesson 06: leak tracing. lesson.py tells the same story under the real CPython.
 *
 * The four leaks are in leaks.c; the tables, one for each instrument, in instruments.c. */
#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/objects/sys.h"
#include "common/types/instance.h"
#include "lessons/06_leak_tracing/instruments.h"
#include "lessons/06_leak_tracing/tools.h"
#include "lessons/06_leak_tracing/valgrind.h"
#include "lessons/narrator.h"

static struct object *photo, *pixels;

/* 'text', as Python shows it. */
static const char *asks_word(const char *code, const char *word)
{
    char text[80];

    snprintf(text, sizeof text, "'%.70s'", word);
    asks_text(code, text);
    return word;
}

/* Whether it holds of each leak from @first to @last. */
static bool all(int first, int last, bool (*holds_of)(const struct sight *seen))
{
    for (int i = first; i <= last; i++)
        if (!holds_of(&sees[i]))
            return false;
    return true;
}

static bool rose(const struct sight *seen)
{
    return strcmp(seen->risen[0], "1.0 MB") == 0 && strcmp(seen->risen[1], "2.0 MB") == 0 &&
           strcmp(seen->risen[2], "3.0 MB") == 0;
}

static bool is_mended(const struct sight *seen)
{
    return strcmp(seen->risen[ROUNDS], "0.0 MB") == 0;
}

static void memory_rises(void)
{
    act("Memory rises");
    does("gc.disable()"), gc_disable();
    does("tracemalloc.start(2)"), tracemalloc_start(2);
    say("A Photo has 100,000 characters of pixels. Each of five functions takes one and is done "
        "with it. A round is ten calls.");
    predict("look() drops its Photo. The other four think that they do. How much more memory is "
            "in use after each round?");
    does("risen = three_rounds()");
    claim("06.1a", three_rounds(), "look() leaves nothing behind.");
    claim("06.1b", all(REGISTRY, RELEASE, rose),
          "The other four leave ten times the pixels in each round. From outside nobody can tell "
          "them apart.");
    claim("06.1c", all(REGISTRY, RELEASE, is_mended),
          "Each has a cure of its own, and with it the memory is back.");
}

/* clock.callbacks.clear() */
static void clear_callbacks(void)
{
    leaks[CALLBACK].mend();
}

static const char *asks_functions(const struct statistic *top)
{
    const char *found = functions(top);

    asks_text("functions(top)", found);
    return found;
}

static void what_grew_most(const struct snapshot *new, const struct snapshot *old)
{
    char text[200];

    does("top = new.compare_to(old, \"lineno\")[0]");
    struct statistics *by_line = snapshot_compare_to(new, old, SNAPSHOT_BY_LINE);
    const struct statistic *top = &by_line->rows[0];
    statistic_diff_text(text, sizeof text, top);
    aside("%s", strrchr(text, '/') + 1);
    size_text(text, sizeof text, (double)top->size_diff, true);
    asks_word("size_text(top.size_diff)", text);
    claim("06.2b", strcmp(text, "+977 KiB") == 0 && asks("top.count_diff", top->count_diff) == 10,
          "Of all lines one grew most: by ten blocks, the pixels of ten Photos.");
    predict("All five functions get their Photo from take(). Which function does that line stand "
            "in?");
    claim_is("06.2c", asks_functions(top), "['take']",
             "It names the line that allocated. It is right, and it is no help: take() has done "
             "nothing wrong.");
    statistics_free(by_line);
    does("top = new.compare_to(old, \"traceback\")[0]");
    struct statistics *by_traceback = snapshot_compare_to(new, old, SNAPSHOT_BY_TRACEBACK);
    claim_is("06.2d", asks_functions(&by_traceback->rows[0]), "['watch', 'take']",
             "start(2) has kept two frames of each block, so the caller can be told, too.");
    statistics_free(by_traceback);
}

static bool names_the_line(const struct sight *seen)
{
    return seen->line;
}

static void which_line(void)
{
    act("tracemalloc: which line");
    does("tracemalloc.reset_peak(); start = traced()"), tracemalloc_reset_peak();
    size_t start = traced(), current, peak;
    does("ten_times(watch); clock.callbacks.clear()");
    ten_times(leaks[CALLBACK].run), clear_callbacks();
    does("current, peak = tracemalloc.get_traced_memory()");
    tracemalloc_get_traced_memory(&current, &peak);
    const char *now = asks_word("megabytes(current - start)", megabytes(current, start));
    const char *most = asks_word("megabytes(peak - start)", megabytes(peak, start));
    claim("06.2a", strcmp(now, "0.0 MB") == 0 && strcmp(most, "1.0 MB") == 0,
          "Current is what there is now; peak remembers what has gone again. A high peak is no "
          "leak.");
    say("Now without the cure, between two snapshots:");
    //! [diff]
    does("old = tracemalloc.take_snapshot()");
    struct snapshot *old = tracemalloc_take_snapshot();
    does("ten_times(watch)"), ten_times(leaks[CALLBACK].run);
    does("new = tracemalloc.take_snapshot()");
    struct snapshot *new = tracemalloc_take_snapshot();
    //! [diff]
    what_grew_most(new, old);
    does("del old, new, top; clock.callbacks.clear()");
    snapshot_free(old), snapshot_free(new), clear_callbacks();
    say("The same for all four, each mended afterwards:");
    does("named = biggest_growth()"), biggest_growth();
    claim("06.2e", all(REGISTRY, RELEASE, names_the_line),
          "It names the right function for each of the four. It does not say who holds what.");
}

/* difference(type, before, after), as the tuple that Python shows. */
static struct summary_row asks_difference(const char *type_name, const struct summary *before,
                                          const struct summary *after)
{
    struct summary_row row = difference(type_name, before, after);
    char code[80], text[80];

    snprintf(code, sizeof code, "difference(\"%s\", before, after)", type_name);
    snprintf(text, sizeof text, "(%td, %td)", row.count, row.size);
    asks_text(code, text);
    return row;
}

static bool grew(const struct sight *seen, ptrdiff_t uncollected, ptrdiff_t collected)
{
    return seen->uncollected == uncollected && seen->photo == collected && seen->str == collected;
}

static void what_grew(void)
{
    act("What grew, by type");
    does("before = summarize(get_objects())");
    struct summary before = summarize_objects();
    does("ten_times(watch)"), ten_times(leaks[CALLBACK].run);
    does("after = summarize(get_objects())");
    struct summary after = summarize_objects();
    struct summary_row photos = asks_difference("Photo", &before, &after);
    claim("06.3a", photos.count == 10 && photos.size == 560,
          "Ten more Photos, of 56 bytes each: a Photo is small, its pixels are an object of their "
          "own.");
    struct summary_row strs = asks_difference("str", &before, &after);
    claim("06.3b", strs.count == 10 && strs.size == 1000490,
          "There is the memory: ten strs, and nothing here says whose.");
    does("del before, after; clock.callbacks.clear()");
    summary_free(&before), summary_free(&after), clear_callbacks();
    predict("Each of the four leaks ten Photos' worth. For which of them are there ten more "
            "Photos?");
    does("grown = growth_by_type()"), growth_by_type();
    claim("06.3c", grew(&sees[REGISTRY], 10, 10) && grew(&sees[CALLBACK], 10, 10),
          "Registry and callback: ten more of each, and alike. It says what grew, not who holds "
          "it.");
    claim("06.3d", grew(&sees[CYCLE], 10, 0),
          "Cycle: typestats() saw them. get_objects() collects before it counts, and the leak is "
          "gone because somebody looked.");
    claim("06.3e", grew(&sees[RELEASE], 0, 0),
          "Release: the Photos went, and strs that no container holds are in nobody's list.");
}

static void who_holds_it(void)
{
    act("Who holds it");
    does("watch()"), leaks[CALLBACK].run();
    does("photo = by_type(\"Photo\")[0]"), photo = first_of("Photo");
    counted("photo", photo);
    claim_is("06.4a", asks_word("chain_of(photo)", chain_of(photo)),
             "clock → list → callback → Photo",
             "Back from the Photo, referrer by referrer, to something that lives as long as the "
             "program.");
    does("clock.callbacks.clear()"), clear_callbacks();
    claim_is("06.4b", counted("photo", photo), 1,
             "One link is cut, and only the name here is left.");
    does("del photo"), del(&photo);
    claim("06.4c", freed("photo"), "That callback was the one reference.");
    does("texts = chains()"), chains();
    claim_is("06.4d", sees[REGISTRY].chain, "registry → Photo", "Registry: held directly.");
    claim_is("06.4e", sees[CYCLE].chain, "Photo",
             "Cycle: the chain is the Photo alone. No root leads there, so it is garbage that "
             "waits.");
    claim_is("06.4f", sees[RELEASE].chain, "there is no Photo",
             "Release: no tracked object is left to ask about.");
}

static bool all_accounted_for(const struct sight *seen)
{
    return seen->nobody == 0;
}

static intptr_t asks_count(void)
{
    return (intptr_t)asks("sys.getrefcount(pixels)", sys_getrefcount(pixels));
}

static void the_count(void)
{
    act("A count that nobody can account for");
    does("photo = take(); pixels = photo.pixels");
    photo = take(), pixels = object_getattr(photo, "pixels");
    claim_is("06.5a", asks_count(), 3, "All accounted for: its argument, the name, the Photo.");
    does("length = c_length(photo)"), c_length(photo);
    claim_is("06.5b", asks_count(), 4,
             "The C function has returned its number, and the count is one higher than before the "
             "call.");
    claim_is("06.5c", asks("len(referrers(pixels))", (long long)referrers(pixels)), 1,
             "Only the Photo refers to it. With argument and name that makes three: nobody has "
             "the fourth.");
    does("del photo"), del(&photo);
    claim("06.5d", asks_count() == 3 && referrers(pixels) == 0,
          "The Photo has let go. When the name goes, 1 will be left, and nothing can ever take it "
          "off.");
    does("release_forgotten()"), leaks[RELEASE].mend();
    claim_is("06.5e", asks_count(), 2,
             "Released once, as the C function should have: all accounted for again.");
    does("del pixels"), del(&pixels);
    does("nobodies = accounts()"), accounts();
    claim("06.5f", all(REGISTRY, CALLBACK, all_accounted_for) && sees[RELEASE].nobody == 1,
          "In the other three leaks each count has its referrer. This one finds the forgotten "
          "release.");
}

static bool is_tracked(const struct sight *seen)
{
    return seen->tracked;
}

static bool does_a_pointer_lead_there(void)
{
    act("Valgrind: does a pointer lead there");
    say("Valgrind knows blocks, no objects. At the end of the process it asks of each block: does "
        "any pointer still lead there? If so, it is still reachable; if not, it is definitely "
        "lost.");
    predict("To which of the four does nothing lead any more?");
    does("led = pointers()"), pointers();
    claim("06.6a", all(REGISTRY, CALLBACK, is_tracked),
          "The collector's list leads to every container, garbage or not: still reachable, for "
          "Valgrind.");
    claim("06.6b", !sees[RELEASE].tracked && sees[RELEASE].referrers == 0,
          "To the forgotten str nothing leads: definitely lost.");
    return valgrind_agrees();
}

static bool has_chain(const struct sight *seen)
{
    return strstr(seen->chain, "→") != NULL;
}

static bool is_not_lost(const struct sight *seen)
{
    return !seen->lost;
}

static void compare(void)
{
    act("Who sees what");
    does("collections()"), collections();
    does("seen = who_sees_what()"), who_sees_what();
    claim("06.6c", all(REGISTRY, RELEASE, names_the_line),
          "tracemalloc names the line of all four. That is where to start.");
    claim("06.6d",
          sees[CYCLE].helps && !sees[REGISTRY].helps && !sees[CALLBACK].helps &&
              !sees[RELEASE].helps,
          "gc.collect() cures one of four.");
    claim("06.6e", all(REGISTRY, CALLBACK, is_not_lost) && sees[RELEASE].lost,
          "Valgrind sees one of four: the one to which nothing leads.");
    claim("06.6f",
          has_chain(&sees[REGISTRY]) && has_chain(&sees[CALLBACK]) && !has_chain(&sees[CYCLE]) &&
              !has_chain(&sees[RELEASE]) && sees[RELEASE].nobody > 0,
          "The others tell them apart: a chain names the holder, a collection that helps means a "
          "cycle, a count without an owner means a C function.");
    does("tracemalloc.stop()"), tracemalloc_stop();
}

int main(int argc, char **argv)
{
    lesson(argc, argv, "06", "Leak tracing",
           "Memory grows. Which of my lines is it, and who holds it?");
    leaks_open();
    variable("registry", &registry), variable("clock", &clock_object);
    variable("photo", &photo), variable("pixels", &pixels);
    memory_rises();
    which_line();
    what_grew();
    who_holds_it();
    the_count();
    bool agrees = does_a_pointer_lead_there();
    compare();
    leaks_close();
    return finish() == 0 && agrees ? 0 : 1;
}
