/* See quarter.h. */
#include "lessons/04_generations/quarter.h"

#include "common/collector/gc.h"
#include "common/types/list.h"
#include "lessons/narrator.h"
#include "lessons/plot.h"
#include "lessons/table.h"

//! [build]
static long long made;

struct work build(int n, void (*collect)(void))
{
    struct object *kept = list_new(n);
    int thresholds[GC_GENERATIONS];

    gc_get_threshold(thresholds);
    work_begin(&made);
    for (made = 1; made <= n; made++) {
        if (collect != NULL && made % (thresholds[0] + 1) == 0)
            collect();
        list_set(kept, made - 1, list_new(0));
    }
    struct work work = work_end();
    decref(kept);
    return work;
}
//! [build]

enum { SIZES = 4 };
static const int sizes[SIZES] = {2500, 5000, 10000, 20000};
static struct work ruled[SIZES], unruled[SIZES];

//! [unruled]
/* A collector that chooses by the counts alone. */
static void choose_by_counts(void)
{
    int count[GC_GENERATIONS], threshold[GC_GENERATIONS];

    gc_get_count(count);
    gc_get_threshold(threshold);
    gc_collect(count[2] > threshold[2] ? 2 : count[1] > threshold[1] ? 1 : 0);
}
//! [unruled]

/* Returns whether each had at least a quarter more to look at than the one before. */
static bool show_full_collections(void)
{
    long long before = 0;
    bool all_pay = true;

    table("full collection | at list | new since | a quarter of the old");
    for (int number = 1, full = 0; work_collection(number).generation >= 0; number++) {
        struct collected each = work_collection(number);
        long long left = before > 0 ? before - 1 : 0; /* the list that triggered it was not there */
        if (each.generation < 2)
            continue;
        row("%d | %s | %s | %s", ++full, thousands(each.at), thousands(each.at - before),
            thousands(left / 4));
        all_pay = all_pay && each.at - before >= left / 4;
        before = each.at;
    }
    end_table();
    return all_pay;
}

static void show_growth(void)
{
    table("lists | full, rule | for each list | full, no rule | for each list");
    for (int i = 0; i < SIZES; i++)
        row("%s | %lld | %.1f | %lld | %.1f", thousands(sizes[i]), ruled[i].collections[2],
            1.0 * ruled[i].visited / sizes[i], unruled[i].collections[2],
            1.0 * unruled[i].visited / sizes[i]);
    end_table();
}

static const char *const labels[SIZES] = {"2,500", "5,000", "10,000", "20,000"};

static void take_visits(const struct work works[], long long visits[SIZES])
{
    for (int i = 0; i < SIZES; i++)
        visits[i] = works[i].visited;
}

/* Whether twice the lists were always low to high tenths of the visits. */
static bool grows(const struct work works[], int low, int high)
{
    for (int i = 1; i < SIZES; i++)
        if (10 * works[i].visited < low * works[i - 1].visited ||
            10 * works[i].visited > high * works[i - 1].visited)
            return false;
    return true;
}

void the_quarter_rule(void)
{
    act("The quarter rule");
    say("Smaller thresholds show with some thousands of lists what the defaults show with "
        "millions.");
    does("gc.set_threshold(10, 2, 2)"), gc_set_threshold((int[]){10, 2, 2});
    does("gc.enable()"), gc_enable();
    does("SIZES = (2_500, 5_000, 10_000, 20_000)");
    does("ruled = [build(n) for n in SIZES]");
    for (int i = 0; i < SIZES; i++)
        ruled[i] = build(sizes[i], NULL);
    bool all_pay = show_full_collections();
    claim_is("04.4a", ruled[0].first[2], 13 * 11,
             "By the counts a full collection is due at every 13th: each 143 lists.");
    claim("04.4b", all_pay,
          "At first they come like that. Then they wait until what is new is a quarter of what "
          "was there at the last one.");
    does("gc.disable()"), gc_disable();
    predict("And a collector without that rule, on twice the lists: twice the visits, or more?");
    does("unruled = [build(n, choose_by_counts) for n in SIZES]");
    for (int i = 0; i < SIZES; i++)
        unruled[i] = build(sizes[i], choose_by_counts);
    show_growth();
    long long with_rule[SIZES], without_rule[SIZES];
    take_visits(ruled, with_rule), take_visits(unruled, without_rule);
    plot("growth", "lists", labels, SIZES,
         (struct plot_line[]){{"visits with the rule", with_rule}, {"without", without_rule}}, 2);
    say("Objects visited, with the rule:");
    bars(labels, with_rule, SIZES);
    claim("04.4c", grows(ruled, 20, 22), "Twice the lists are about twice the visits.");
    say("And without it:");
    bars(labels, without_rule, SIZES);
    claim(
        "04.4d", grows(unruled, 35, 40),
        "Twice the lists are three and a half times the visits and more, nearing four: quadratic.");
    claim("04.4e", ruled[SIZES - 1].visited < 7 * sizes[SIZES - 1],
          "With the rule, less than seven visits for each of the 20,000 lists.");
    does("gc.set_threshold(700, 10, 10)"), gc_set_threshold((int[]){700, 10, 10});
}
