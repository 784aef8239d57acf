/* See costs.h. */
#include "lessons/03_thresholds/costs.h"

#include "common/collector/gc.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "lessons/03_thresholds/workload.h"
#include "lessons/counts.h"
#include "lessons/narrator.h"
#include "lessons/plot.h"
#include "lessons/table.h"
#include "lessons/work.h"

enum { TEN, HUNDRED, DEFAULT, LARGE, HUGE, NEVER, ROWS };
static const int thresholds[ROWS] = {10, 100, 700, 7000, 30000, 0};
static const char *const labels[ROWS] = {"10", "100", "700", "7,000", "30,000", "0"};
static long long runs[ROWS], visited[ROWS], found[ROWS], garbage[ROWS];

static void measure(int i)
{
    //! [measure]
    set_threshold(thresholds[i]);
    work_begin(NULL);
    load(20000);
    serve(20000);
    struct work work = work_end();
    //! [measure]
    runs[i] = work.collections[0] + work.collections[1] + work.collections[2];
    visited[i] = work.visited;
    found[i] = work.found;
    garbage[i] = (work.peak > work.left ? work.peak : work.left) - list_size(kept);
    row("%s | %s | %s | %s | %s", labels[i], thousands(runs[i]), thousands(visited[i]),
        thousands(found[i]), thousands(garbage[i]));
    list_clear(kept);
}

static bool about_ten(long long more, long long less)
{
    return 8 * less <= more && more <= 12 * less;
}

static void claim_costs(void)
{
    bool one_more_waits = true;

    for (int i = 0; i <= LARGE; i++)
        one_more_waits &= garbage[i] == thresholds[i] + 1;
    claim_is("03.4a", visited[DEFAULT], 58554,
             "With 700 it visits about three for each one that it finds.");
    claim("03.4b", about_ten(runs[TEN], runs[HUNDRED]) && about_ten(runs[DEFAULT], runs[LARGE]),
          "Ten times the threshold is about a tenth of the collections.");
    claim("03.4c", 2 * visited[HUNDRED] > visited[TEN] && 2 * visited[LARGE] > visited[DEFAULT],
          "But more than half of the visits are left: whoever is new is visited once, sooner or "
          "later.");
    claim("03.4d", one_more_waits,
          "And ten times the garbage waits: one more than the threshold at most.");
    claim("03.4e", runs[HUGE] == 1 && found[HUGE] == 10000 && garbage[HUGE] == 10000,
          "With 30,000 a single collection found 10,000, and the other 10,000 are still waiting "
          "at the end.");
    claim("03.4f", runs[NEVER] == 0 && garbage[NEVER] == 20000,
          "With 0 there was none, and all of the garbage is left.");
}

void what_it_costs(void)
{
    act("What a threshold costs");
    does("node = Node(); node.me = node");
    node = instance_new(node_class), object_setattr(node, "me", node);
    does("del node"), del(&node);
    say("load(n) makes n Nodes and keeps them. serve(n) makes n like this one, which holds itself "
        "and has lost its name. Each row: 20,000 are loaded, 20,000 served. What is visited is "
        "what collections examined.");
    predict("A program with 20,000 Nodes in use makes 20,000 of garbage. How many will the "
            "collector visit to find them, with 700? And with 10, or 7,000?");
    table("threshold | collections | visited | found | most garbage");
    does("for threshold in thresholds: measure(threshold)");
    for (int i = 0; i < ROWS; i++)
        measure(i);
    end_table();
    claim_costs();
    say("Objects visited:"), bars(labels, visited, ROWS);
    say("Most garbage at a time:"), bars(labels, garbage, ROWS);
    plot("trade", "threshold (0: never)", labels, ROWS,
         (struct plot_line[]){{"objects visited", visited}, {"most garbage at a time", garbage}},
         2);
    does("gc.set_threshold(700)"), set_threshold(700);
}
