"""Lesson 03: collection thresholds, told by the real CPython.  lesson.c tells the same story in C."""

import collections
import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from narrator import *
from table import *
from trial import collects
from work import *

kept = []
seen = []
works = []
thresholds = 10, 100, 700, 7_000, 30_000, 0
labels = [thousands(threshold) for threshold in thresholds]
Row = collections.namedtuple("Row", "nodes count collections young old")


# [workload]
def load(n):
    for i in range(n):
        kept.append(Node())


def serve(n):
    for i in range(n):
        node = Node()
        node.me = node
        del node
# [workload]


# [drop]
def drop(n):
    for i in range(n):
        Node()
# [drop]


# [look]
def look(n):
    """Makes and keeps n Nodes, from a count of 0, and shows what came of it."""
    kept.clear()
    gc.collect()
    load(n)
    gc.disable()  # looking makes lists and tuples
    count, collections, _ = gc.get_count()
    young, old = len(gc.get_objects(0)), len(gc.get_objects(1))
    gc.enable()
    row(n, count, collections, young, old)
    seen.append(Row(n, count, collections, young, old))
# [look]


# [measure]
def measure(threshold):
    gc.set_threshold(threshold)
    work_begin()
    load(20_000)
    serve(20_000)
    work = work_end()
# [measure]
    note(work, threshold)


def note(work, threshold):
    work.runs = sum(work.collections)
    work.garbage = max(work.peak, work.left) - len(kept)
    works.append(work)
    row(thousands(threshold), *map(thousands, (work.runs, work.visited, work.found, work.garbage)))
    kept.clear()


def about_ten(ratio):
    return 8 <= ratio <= 12


class Nosy:
    """Makes garbage while it is finalized, and asks for it to be collected."""

    def __del__(self):
        serve(1_000)
        count = gc.get_count()[0]
        event(f"the count is {thousands(count)}")
        event(f"gc.collect() returns {gc.collect()}")


lesson("03", "Collection thresholds",
       "My program makes a million objects. When does the collector run, and should I turn it off?")

act("On from the start")
does("class Node: pass")
class Node: pass
claim_is("03.1a", asks("gc.isenabled()", gc.isenabled()), True, "The collector is on. Nobody asked for it.")
claim_is("03.1b", asks("gc.get_threshold()", gc.get_threshold()), (700, 10, 10),
         "The first threshold says when it runs, the other two how much it looks at then: lesson 04.")

act("What is counted")
# [count]
does("gc.collect(); a = [Node() for i in range(100)]; n = gc.get_count()[0]")
gc.collect(); a = [Node() for i in range(100)]; n = gc.get_count()[0]
claim_is("03.2a", asks("n", n), 101, "gc.collect() set the count to 0; 100 Nodes and the list that holds them made it 101.")
does("gc.collect(); b = [i * i for i in range(100)]; n = gc.get_count()[0]")
gc.collect(); b = [i * i for i in range(100)]; n = gc.get_count()[0]
claim_is("03.2b", asks("n", n), 1, "That 1 is the list. An int refers to nothing and does not count.")
predict("100 more Nodes and their list are made, and the first 100, which are old by now, are freed. What is the"
        " count?")
does("gc.collect(); c = [Node() for i in range(100)]; a.clear(); n = gc.get_count()[0]")
gc.collect(); c = [Node() for i in range(100)]; a.clear(); n = gc.get_count()[0]
claim_is("03.2c", asks("n", n), 1, "Each one freed takes one off, however old it was.")
# [count]
does("gc.collect(); c.clear(); n = gc.get_count()[0]")
gc.collect(); c.clear(); n = gc.get_count()[0]
claim_is("03.2d", asks("n", n), 0, "100 freed and none made: the count stays at 0, never below.")
does("gc.collect(); d = [[] for i in range(100)]; d.clear(); n = gc.get_count()[0]")
gc.collect(); d = [[] for i in range(100)]; d.clear(); n = gc.get_count()[0]
claim_is("03.2e", asks("n", n), 81,
         "81, not 1. Python keeps up to 80 dead lists for the next 80: not given back, so not taken off.")
does("del a, b, c, d")
del a, b, c, d

act("One more than the threshold")
predict("700 Nodes are made and kept. Has the collector run? And with the 701st?")
# [trigger]
does("gc.collect(); load(700); counts = gc.get_count()")
gc.collect(); load(700); counts = gc.get_count()
claim_is("03.3a", asks("counts", counts), (700, 0, 0), "Not yet: 700 is not more than 700.")
does("gc.collect(); load(701); counts = gc.get_count()")
gc.collect(); load(701); counts = gc.get_count()
claim_is("03.3b", asks("counts", counts), (0, 1, 0),
         "The 701st did it. One collection of the young, says the second count; the first starts again.")
# [trigger]
does("gc.collect(); load(701); young = gc.get_objects(0)")
gc.collect(); load(701); young = gc.get_objects(0)
claim("03.3c", asks("len(young)", len(young)) == 1 and young[0] is kept[-1],
      "The only young object is the 701st. It was being made while the collector ran, inside the allocation,"
      " and was not examined.")
does("gc.collect(); drop(10_000); counts = gc.get_count()")
gc.collect(); drop(10_000); counts = gc.get_count()
claim_is("03.3d", asks("counts", counts), (0, 0, 0),
         "10,000 made and freed one by one: no collection. What counts is what stays.")
does("del young; gc.set_threshold(3)")
del young; gc.set_threshold(3)
say("The same with a threshold of 3, Node by Node. look(n) starts at a count of 0 each time and makes n:")
table("Nodes | count 0 | count 1 | in generation 0 | in generation 1")
does("for n in range(1, 10): look(n)")
for n in range(1, 10): look(n)
end_table()
claim("03.3e", all(row.collections == row.nodes // 4 for row in seen), "Every 4th Node collects.")
claim("03.3f", all(row.young == row.count + (row.nodes >= 4) for row in seen),
      "The one that collected is young and in no count: its own 1 was wiped out with the others.")
claim("03.3g", all(row.old == max(row.collections * 4 - 1, 0) for row in seen),
      "Who was examined and stays is in generation 1.")
does("kept.clear(); gc.set_threshold(700)")
kept.clear(); gc.set_threshold(700)

act("What a threshold costs")
does("node = Node(); node.me = node")
node = Node(); node.me = node
does("del node")
del node
say("load(n) makes n Nodes and keeps them. serve(n) makes n like this one, which holds itself and has lost its"
    " name. Each row: 20,000 are loaded, 20,000 served. What is visited is what collections examined.")
predict("A program with 20,000 Nodes in use makes 20,000 of garbage. How many will the collector visit to find"
        " them, with 700? And with 10, or 7,000?")
table("threshold | collections | visited | found | most garbage")
does("for threshold in thresholds: measure(threshold)")
for threshold in thresholds: measure(threshold)
end_table()
ten, hundred, default, seven_thousand, thirty_thousand, never = works
claim_is("03.4a", default.visited, 58_554, "With 700 it visits about three for each one that it finds.")
claim("03.4b", about_ten(ten.runs / hundred.runs) and about_ten(default.runs / seven_thousand.runs),
      "Ten times the threshold is about a tenth of the collections.")
claim("03.4c", 2 * hundred.visited > ten.visited and 2 * seven_thousand.visited > default.visited,
      "But more than half of the visits are left: whoever is new is visited once, sooner or later.")
claim("03.4d", all(work.garbage == threshold + 1 for work, threshold in zip(works, thresholds[:4])),
      "And ten times the garbage waits: one more than the threshold at most.")
claim("03.4e", thirty_thousand.runs == 1 and thirty_thousand.found == 10_000 and thirty_thousand.garbage == 10_000,
      "With 30,000 a single collection found 10,000, and the other 10,000 are still waiting at the end.")
claim("03.4f", never.runs == 0 and never.garbage == 20_000, "With 0 there was none, and all of the garbage is left.")
say("Objects visited:")
bars(labels, [work.visited for work in works])
say("Most garbage at a time:")
bars(labels, [work.garbage for work in works])
does("gc.set_threshold(700)")
gc.set_threshold(700)

act("Off")
does("gc.disable(); gc.collect(); serve(20_000); n = gc.get_count()[0]")
gc.disable(); gc.collect(); serve(20_000); n = gc.get_count()[0]
claim_is("03.5a", asks("n", n), 20_000, "Off, nobody looks, and garbage grows as long as the program runs.")
claim_is("03.5b", collects("gc.collect()", 2), 20_000, "gc.collect() works as ever: off means not by itself.")
predict("Off, 1,000 of garbage, and gc.enable(). 1,000 is more than 700. What happens?")
does("gc.collect(); serve(1_000); gc.enable(); counts = gc.get_count()")
gc.collect(); serve(1_000); gc.enable(); counts = gc.get_count()
claim_is("03.5c", asks("counts", counts), (1000, 0, 0), "Nothing. The question is asked when a container is made, and only then.")
does("gc.disable(); gc.collect(); serve(1_000); gc.enable(); Node(); counts = gc.get_count()")
gc.disable(); gc.collect(); serve(1_000); gc.enable(); Node(); counts = gc.get_count()
claim_is("03.5d", asks("counts", counts), (0, 1, 0), "The next one that is made asks.")
does("gc.set_threshold(0); gc.collect(); serve(1_000); counts = gc.get_count()")
gc.set_threshold(0); gc.collect(); serve(1_000); counts = gc.get_count()
claim("03.5e", asks("counts", counts) == (1000, 0, 0) and asks("gc.isenabled()", gc.isenabled()),
      "A threshold of 0 is the other switch, and gc.isenabled() knows nothing of it.")
does("gc.set_threshold(700)")
gc.set_threshold(700)
predict("A program begins by loading 100,000 Nodes, all of which stay. How many visits does the collector make?")
does("work_begin(); load(100_000); work = work_end()")
work_begin(); load(100_000); work = work_end()
claim_is("03.5f", asks("work.visited, work.found", (work.visited, work.found)), (276892, 0),
         "Nearly three for each Node, and nothing found.")
does("work_begin(); gc.disable(); load(100_000); gc.enable(); load(1); work = work_end()")
work_begin(); gc.disable(); load(100_000); gc.enable(); load(1); work = work_end()
claim_is("03.5g", asks("work.visited, work.found", (work.visited, work.found)), (100000, 0),
         "Off while it loads: one visit each, when the next Node is made.")
does("kept.clear()")
kept.clear()

act("Never inside itself")
does("nosy = Nosy(); nosy.me = nosy; del nosy")
nosy = Nosy(); nosy.me = nosy; del nosy
predict("When Nosy is finalized, by the collector, it serves 1,000 and calls gc.collect(). What is collected?")
does("first = gc.collect(); second = gc.collect()")
first = gc.collect(); second = gc.collect()
claim_is("03.6a", happened(), "the count is 1,000, gc.collect() returns 0",
         "1,000 is more than 700, and no collection began. Asked for, it returned 0 at once.")
claim_is("03.6b", asks("first", first), 1, "The collection that was running found Nosy alone.")
claim_is("03.6c", asks("second", second), 1_000, "What was made meanwhile is garbage for the next.")

finish()
