/* One table for each instrument. See instruments.h. */
#include "lessons/06_leak_tracing/instruments.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/objects/sys.h"
#include "common/tracing/snapshot.h"
#include "common/types/instance.h"
#include "lessons/06_leak_tracing/tools.h"
#include "lessons/table.h"

enum { TEXT = 32 };

struct sight sees[LEAKS];

void ten_times(void (*run)(void))
{
    for (int i = 0; i < 10; i++)
        run();
}

static const char *yes(bool condition)
{
    return condition ? "yes" : "no";
}

/* ---- tracemalloc ----------------------------------------------------------------------------- */

size_t traced(void)
{
    size_t current, peak;

    tracemalloc_get_traced_memory(&current, &peak);
    return current;
}

const char *megabytes(size_t now, size_t before)
{
    static char texts[(LEAKS + 1) * (ROUNDS + 1)][TEXT];
    static size_t turn;
    char *text = texts[turn++ % (sizeof texts / sizeof texts[0])];
    long long tenths = ((long long)now - (long long)before + 50000) / 100000;

    snprintf(text, TEXT, "%lld.%lld MB", tenths / 10, tenths % 10);
    return text;
}

static void rise(const char *risen[], void (*run)(void), void (*mend)(void))
{
    size_t start = traced();

    for (int i = 0; i < ROUNDS; i++) {
        ten_times(run);
        risen[i] = megabytes(traced(), start);
    }
    mend();
    risen[ROUNDS] = megabytes(traced(), start);
}

static void rise_row(const char *function, const char *const risen[])
{
    row("%s | %s | %s | %s | %s", function, risen[0], risen[1], risen[2], risen[3]);
}

bool three_rounds(void)
{
    const char *sound[ROUNDS + 1];
    bool nothing = true;

    table("function | 1 round | 2 rounds | 3 rounds | mended");
    rise(sound, look, leaks[CYCLE].mend);
    rise_row("look", sound);
    for (int i = 0; i < LEAKS; i++) {
        rise(sees[i].risen, leaks[i].run, leaks[i].mend);
        rise_row(leaks[i].function, sees[i].risen);
    }
    end_table();
    for (int i = 0; i <= ROUNDS; i++)
        nothing = nothing && strcmp(sound[i], "0.0 MB") == 0;
    return nothing;
}

const char *functions(const struct statistic *top)
{
    static char found[2 * TEXT];

    if (top->traceback == NULL)
        snprintf(found, sizeof found, "['%s']", function_at(top->place));
    else
        snprintf(found, sizeof found, "['%s', '%s']", function_at(top->place),
                 function_at(top->traceback->places[0]));
    return found;
}

void biggest_growth(void)
{
    table("leak | allocated in | called by | size | blocks");
    for (int i = 0; i < LEAKS; i++) {
        struct snapshot *old = tracemalloc_take_snapshot();
        ten_times(leaks[i].run);
        struct snapshot *new = tracemalloc_take_snapshot();
        struct statistics *statistics = snapshot_compare_to(new, old, SNAPSHOT_BY_TRACEBACK);
        const struct statistic *top = &statistics->rows[0];
        const char *inner = function_at(top->traceback->places[0]),
                   *caller = function_at(top->place);
        char size[TEXT];

        size_text(size, sizeof size, (double)top->size_diff, true);
        row("%s | %s | %s | %s | %+td", leaks[i].name, inner, caller, size, top->count_diff);
        sees[i].line = strcmp(inner, "take") == 0 && strcmp(caller, leaks[i].function) == 0;
        leaks[i].mend();
        statistics_free(statistics);
        snapshot_free(new);
        snapshot_free(old);
    }
    end_table();
}

/* ---- Pympler and objgraph -------------------------------------------------------------------- */

void growth_by_type(void)
{
    table("leak | typestats: Photo | summary: Photo | str | bytes of str");
    for (int i = 0; i < LEAKS; i++) {
        struct summary before = summarize_objects();
        ten_times(leaks[i].run);
        sees[i].uncollected = (ptrdiff_t)objgraph_count("Photo");
        struct summary after = summarize_objects();
        leaks[i].mend();
        struct summary_row text = difference("str", &before, &after);
        sees[i].photo = difference("Photo", &before, &after).count;
        sees[i].str = text.count;
        row("%s | %+td | %+td | %+td | +%s", leaks[i].name, sees[i].uncollected, sees[i].photo,
            sees[i].str, thousands(text.size));
        summary_free(&before);
        summary_free(&after);
    }
    end_table();
}

void chains(void)
{
    table("leak | chain");
    for (int i = 0; i < LEAKS; i++) {
        leaks[i].run();
        struct object *photo = first_of("Photo");
        snprintf(sees[i].chain, sizeof sees[i].chain, "%s",
                 photo == NULL ? "there is no Photo" : chain_of(photo));
        xdecref(photo);
        leaks[i].mend();
        row("%s | %s", leaks[i].name, sees[i].chain);
    }
    end_table();
}

/* ---- counts and pointers --------------------------------------------------------------------- */

/* One object that the leak has left behind, in hand. New reference. */
static struct object *suspect(int leak)
{
    if (leak != RELEASE) {
        leaks[leak].run();
        return first_of("Photo");
    }
    struct object *photo = take(), *pixels = object_getattr(photo, "pixels");
    c_length(photo);
    decref(photo);
    return pixels;
}

void accounts(void)
{
    table("leak | type | getrefcount | argument, name | referrers | nobody");
    for (int i = 0; i < LEAKS; i++) {
        struct object *obj = suspect(i);
        intptr_t count = sys_getrefcount(obj);
        size_t found = referrers(obj);

        sees[i].nobody = count - 2 - (intptr_t)found;
        row("%s | %s | %td | %d | %zu | %td", leaks[i].name, object_type_name(obj), count, 2, found,
            sees[i].nobody);
        decref(obj);
        leaks[i].mend();
    }
    end_table();
}

void pointers(void)
{
    table("leak | type | in the collector's list | referrers");
    for (int i = 0; i < LEAKS; i++) {
        struct object *obj = suspect(i);

        sees[i].tracked = gc_is_tracked(obj);
        sees[i].referrers = referrers(obj);
        sees[i].lost = !sees[i].tracked && sees[i].referrers == 0;
        row("%s | %s | %s | %zu", leaks[i].name, object_type_name(obj), yes(sees[i].tracked),
            sees[i].referrers);
        decref(obj);
        leaks[i].mend();
    }
    end_table();
}

void collections(void)
{
    for (int i = 0; i < LEAKS; i++) {
        size_t start = traced();

        ten_times(leaks[i].run);
        gc_collect(GC_OLDEST);
        sees[i].helps = strcmp(megabytes(traced(), start), "0.0 MB") == 0;
        leaks[i].mend();
    }
}

void who_sees_what(void)
{
    table("leak | tracemalloc | type | chain | count | Valgrind | collect() helps");
    for (int i = 0; i < LEAKS; i++) {
        const struct sight *seen = &sees[i];

        row("%s | %s | %s | %s | %s | %s | %s", leaks[i].name, yes(seen->line),
            yes(seen->photo > 0 || seen->str > 0), yes(strstr(seen->chain, "→") != NULL),
            yes(seen->nobody > 0), yes(seen->lost), yes(seen->helps));
    }
    end_table();
}
