"""Lesson 04: generations, told by the real CPython.  lesson.c tells the same story in C."""

import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from narrator import *
from ages import *
from table import *
from trial import collects
from work import *

lesson("04", "Generations", "My program only builds things. Why are they looked at again and again?")

act("Growing older")
does("gc.disable()")
gc.disable()
does("gc.collect()")
gc.collect()
waiting()
does("a = []")
a = []
claim_is("04.1a", lives("a", a), 0, "A new object is in generation 0.")
predict("a survives gc.collect(0). Where is it then? And after a second gc.collect(0)?")
does("gc.collect(0)")
gc.collect(0)
claim_is("04.1b", lives("a", a), 1, "Who survives a collection moves up by one.")
claim_is("04.1c", waiting(), "(1, 0)", "Generation 1 has waited for one collection of generation 0.")
does("gc.collect(0)")
gc.collect(0)
claim_is("04.1d", lives("a", a), 1,
         "Only generation 0 was examined, and a is no longer there: nothing happened to it.")
claim_is("04.1e", waiting(), "(2, 0)", "Generation 1 has waited for two.")
does("b = []")
b = []
lives("b", b)
does("gc.collect(1)")
gc.collect(1)
claim("04.1f", (lives("a", a), lives("b", b)) == (2, 2),
      "A collection of generation 1 takes the younger one along, and all that survive move to 2."
      " b has never been in 1.")
claim_is("04.1g", waiting(), "(0, 1)",
         "The count of 1 starts again, and now generation 2 has waited for one.")
does("gc.collect(2)")
gc.collect(2)
claim_is("04.1h", lives("a", a), 2, "There is no older one: generation 2 keeps its own.")
claim_is("04.1i", waiting(), "(0, 0)", "Everything was examined, and all counts start again.")
does("del a, b")
del a, b


# [build]
def build(n, collector=None):
    """Makes n lists and keeps them all, and returns the work.  A collector that is given is
    called before each list whose allocation would trigger the automatic one."""
    global made
    kept, every = [None] * n, gc.get_threshold()[0] + 1
    work_begin(lambda: made)
    for made in range(1, n + 1):
        if collector and made % every == 0:
            collector()
        kept[made - 1] = []
    return work_end()
# [build]


def was(number, generation, of, count):
    """Whether that collection was of this generation, and found this in count `of`."""
    each = work_collection(number)
    return (each.generation, each.counts[of]) == (generation, count)


made = 0

act("How often")
does("gc.set_threshold(700, 10, 10)")
gc.set_threshold(700, 10, 10)
does("gc.enable()")
gc.enable()
predict("100,000 lists are made, and all are kept. Which collection is the first of generation 1, and which is"
        " the first of generation 2?")
does("work = build(100_000)")
work = build(100_000)
table("collection | at list | count 1 | count 2 | of generation")
for number in 1, 2, 3, 11, 12, 13, 24, 25, 132, 133, 134:
    each = work_collection(number)
    row(number, thousands(each.at), *each.counts[1:], each.generation)
end_table()
claim_is("04.2a", work.first[0], 701, "The first collection is at the 701st list.")
claim("04.2b", was(11, 0, 1, 10), "At the 11th, count 1 is 10. That is not more than 10.")
claim("04.2c", was(12, 1, 1, 11), "At the 12th it is 11, and generation 1 is due.")
claim_is("04.2d", work.first[1], 12 * 701, "12 × 701: generation 1 is first at list 8,412.")
claim("04.2e", was(132, 1, 2, 10) and was(133, 2, 2, 11),
      "Generation 2 waits for eleven of generation 1, 11 × 12 collections, and is the next.")
claim_is("04.2f", work.first[2], 133 * 701, "133 × 701: generation 2 is first at list 93,233.")
claim("04.2g", work.collections == [130, 11, 1], "One of 142 looked at everything.")

act("What it saves")
does("gc.disable()")
gc.disable()
predict("Now without generations: at the same moments everything is examined. How many times the work is that?")
does("without = build(100_000, gc.collect)")
without = build(100_000, gc.collect)
table("100,000 lists | collections | objects visited | for each list")
for name, each in ("with generations", work), ("without", without):
    row(name, sum(each.collections), thousands(each.visited), f"{each.visited / 100_000:.1f}")
end_table()
bars(["with", "without"], [work.visited, without.visited])
claim("04.3a", without.collections == [0, 0, sum(work.collections)],
      "As many collections, at the same lists.")
claim_is("04.3b", without.visited, 701 * 142 * 143 // 2 - 142,
         "The first visits 700 lists, the second 1,401, the last 99,541: all there are.")
claim("04.3c", work.visited < 3 * 100_000,
      "With generations a list is visited when it is young, once more in generation 1, and by the one full"
      " collection: less than three times.")
claim("04.3d", without.visited > 25 * work.visited, "More than 25 times the work.")
claim("04.3e", work.found == without.found == 0, "And both found nothing.")


# [unruled]
def choose_by_counts():
    """A collector that chooses by the counts alone."""
    if gc.get_count()[2] > gc.get_threshold()[2]:
        gc.collect(2)
    elif gc.get_count()[1] > gc.get_threshold()[1]:
        gc.collect(1)
    else:
        gc.collect(0)
# [unruled]


def show_full_collections():
    """Returns whether each had at least a quarter more to look at than the one before."""
    before, full, number, all_pay = 0, 0, 1, True
    table("full collection | at list | new since | a quarter of the old")
    while (each := work_collection(number)).generation >= 0:
        number += 1
        if each.generation < 2:
            continue
        full += 1
        left = max(before - 1, 0)  # the list that triggered it was not there
        row(full, thousands(each.at), thousands(each.at - before), thousands(left // 4))
        all_pay = all_pay and each.at - before >= left // 4
        before = each.at
    end_table()
    return all_pay


def show_bars(works):
    bars([thousands(n) for n in SIZES], [each.visited for each in works])


def grows(works, low, high):
    """Whether twice the lists were always low to high tenths of the visits."""
    return all(low * less.visited <= 10 * more.visited <= high * less.visited
               for less, more in zip(works, works[1:]))


act("The quarter rule")
say("Smaller thresholds show with some thousands of lists what the defaults show with millions.")
does("gc.set_threshold(10, 2, 2)")
gc.set_threshold(10, 2, 2)
does("gc.enable()")
gc.enable()
does("SIZES = (2_500, 5_000, 10_000, 20_000)")
SIZES = (2_500, 5_000, 10_000, 20_000)
does("ruled = [build(n) for n in SIZES]")
ruled = [build(n) for n in SIZES]
all_pay = show_full_collections()
claim_is("04.4a", ruled[0].first[2], 13 * 11,
         "By the counts a full collection is due at every 13th: each 143 lists.")
claim("04.4b", all_pay,
      "At first they come like that. Then they wait until what is new is a quarter of what was there at the"
      " last one.")
does("gc.disable()")
gc.disable()
predict("And a collector without that rule, on twice the lists: twice the visits, or more?")
does("unruled = [build(n, choose_by_counts) for n in SIZES]")
unruled = [build(n, choose_by_counts) for n in SIZES]
table("lists | full, rule | for each list | full, no rule | for each list")
for n, rule, no_rule in zip(SIZES, ruled, unruled):
    row(thousands(n), rule.collections[2], f"{rule.visited / n:.1f}",
        no_rule.collections[2], f"{no_rule.visited / n:.1f}")
end_table()
say("Objects visited, with the rule:")
show_bars(ruled)
claim("04.4c", grows(ruled, 20, 22), "Twice the lists are about twice the visits.")
say("And without it:")
show_bars(unruled)
claim("04.4d", grows(unruled, 35, 40),
      "Twice the lists are three and a half times the visits and more, nearing four: quadratic.")
claim("04.4e", ruled[-1].visited < 7 * SIZES[-1],
      "With the rule, less than seven visits for each of the 20,000 lists.")
does("gc.set_threshold(700, 10, 10)")
gc.set_threshold(700, 10, 10)

act("Old garbage")
does("c = []; c.append(c)")
c = []; c.append(c)
does("gc.collect()")
gc.collect()
lives("c", c)
does("del c")
del c
predict("A list that holds itself, in generation 2. Which of gc.collect(0), (1) and (2) finds it?")
claim_is("04.5a", collects("gc.collect(0)", 0) + collects("gc.collect(1)", 1), 0,
         "Neither of the two looks into generation 2.")
claim_is("04.5b", collects("gc.collect(2)", 2), 1, "Old garbage waits for a full collection.")
# [nepotism]
does("old = []; old.append(old)")
old = []; old.append(old)
does("gc.collect()")
gc.collect()
lives("old", old)
does("young = []; young.append(young)")
young = []; young.append(young)
lives("young", young)
does("old.append(young)")
old.append(young)
lost = id(young)
does("del old, young")
del old, young
claim_is("04.5c", collects("gc.collect(0)", 0), 0,
         "young is garbage in generation 0. But old holds it, from outside of what is examined, and whether old"
         " is garbage nobody asked.")
claim_is("04.5d", lives_at("young", lost), 1, "So it survives, and grows older itself.")
claim_is("04.5e", collects("gc.collect(1)", 1), 0, "The same once more.")
claim_is("04.5f", lives_at("young", lost), 2, "Now both are old.")
claim_is("04.5g", collects("gc.collect(2)", 2), 2, "Examined together, both are found.")
# [nepotism]


def wait_for_it(kept):
    """Makes and keeps lists until something is freed.  Returns how many."""
    while not happened():
        kept.append([])
    return len(kept)


does('d = Thing("d")')
d = Thing("d")
does("gc.collect()")
gc.collect()
lives("d", d)
does("e = [d]; e.append(e)")
e = [d]; e.append(e)
does("del d, e")
del d, e
claim_is("04.5h", collects("gc.collect(0)", 0), 1,
         "The other way round: young garbage that holds an old object is found.")
claim_is("04.5i", happened(), "d is freed",
         "The old one goes with it, by counting. Nobody examined it, so it is not in the number.")
does('d = Thing("d"); d.me = d; kept = []')
d = Thing("d"); d.me = d; kept = []
does("gc.enable()")
gc.enable()
predict("d grows old, then its name goes, and lists are made and kept. How many, until it is freed?")
does("gc.collect(); del d; waited = wait_for_it(kept)")
gc.collect(); del d; waited = wait_for_it(kept)
claim_is("04.5j", asks("waited", waited), 133 * 701,
         "As long as it takes to the next full collection: 93,233 lists.")
does("gc.disable()")
gc.disable()
does("del kept")
del kept

act("gc.freeze()")
say("What Python itself made at its start is frozen first, to see what is ours.")
does("gc.freeze(); before = gc.get_freeze_count()")
gc.freeze(); before = gc.get_freeze_count()
does("x = []; y = [x]; x.append(y)")
x = []; y = [x]; x.append(y)
does('z = Thing("z")')
z = Thing("z")
does("gc.collect(0)")
gc.collect(0)
lives("x", x)
waiting()
does("gc.freeze()")
gc.freeze()
claim_is("04.6a", lives("x", x), FROZEN, "Frozen: tracked, and in none of the three.")
claim_is("04.6b", waiting(), "(0, 0)", "The counts start again.")
claim_is("04.6c", asks("gc.get_freeze_count() - before", gc.get_freeze_count() - before), 3,
         "Three of ours: two lists and a Thing.")
does("del z")
del z
claim_is("04.6d", happened(), "z is freed", "Counting goes on as ever.")
lost = id(x)
does("del x, y")
del x, y
predict("The two lists hold each other, and both names are gone. What does gc.collect() find?")
claim_is("04.6e", collects("gc.collect()", 2), 0, "Nobody examines a frozen object.")
does("gc.unfreeze()")
gc.unfreeze()
claim_is("04.6f", lives_at("x", lost), 2, "Unfrozen, all are in generation 2.")
claim_is("04.6g", collects("gc.collect()", 2), 2, "And now they are found.")

finish()
