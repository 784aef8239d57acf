"""Lesson 02: reference cycles, told by the real CPython.  lesson.c tells the same story in C."""

import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from narrator import *
from trial import *

lesson("02", "Reference cycles", "The last name is gone. Why is the memory still in use?")

act("Two lists that hold each other")
does("gc.disable()")
gc.disable()
does("a, b = [], []")
a, b = [], []
counted("a", a)
counted("b", b)
does("a.append(b); b.append(a)")
a.append(b); b.append(a)
claim("02.1a", counted("a", a) == 2 and counted("b", b) == 2,
      "Two owners each: a name, and the other list.")
predict("Both names go. What are the counts then, and are the lists freed?")
does("del a, b")
del a, b
claim("02.1b", counted("a", lost("a")) == 1 and counted("b", lost("b")) == 1,
      "Each count is still 1, so counting frees neither.")
claim("02.1c", holds(lost("a"), lost("b")) and holds(lost("b"), lost("a")),
      "That 1 is the other list. No name leads to either: nobody can reach them any more.")

act("gc.collect() finds them")
predict("What does gc.collect() return?")
claim_is("02.2a", collects("gc.collect()", 2), 2, "It found two objects that nobody can reach.")
claim("02.2b", freed("a") and freed("b"), "And they are gone.")
does("a = []; a.append(a); del a")
a = []; a.append(a); del a
claim_is("02.2c", collects("gc.collect()", 2), 1, "A list that holds itself is a cycle of one.")
does('a = []; a.append(a); a.append([1, [2, ["three"]]]); del a')
a = []; a.append(a); a.append([1, [2, ["three"]]]); del a
claim_is("02.2d", collects("gc.collect()", 2), 4,
         "The three lists that hang off it are in no cycle. They count; the int and the str do not.")

act("Only containers are tracked")
does('a = [42, "text", []]')
a = [42, "text", []]
claim_is("02.3a", asks("gc.is_tracked(a[0])", gc.is_tracked(a[0])), False, "An int refers to nothing: never tracked.")
claim_is("02.3b", asks("gc.is_tracked(a[1])", gc.is_tracked(a[1])), False, "Nor is a str, ever.")
claim_is("02.3c", asks("gc.is_tracked(a[2])", gc.is_tracked(a[2])), True, "A list is tracked from birth, even an empty one.")
does('a = {"n": 1}')
a = {"n": 1}
claim_is("02.3d", asks("gc.is_tracked(a)", gc.is_tracked(a)), False, "A dict of atoms cannot be in a cycle.")
does('a["list"] = []')
a["list"] = []
claim_is("02.3e", asks("gc.is_tracked(a)", gc.is_tracked(a)), True, "Its first container makes it one of the tracked.")
does("b = tuple([1, 2])")
b = tuple([1, 2])
claim_is("02.3f", asks("gc.is_tracked(b)", gc.is_tracked(b)), True, "A tuple is tracked when it is made.")
collects("gc.collect()", 2)
claim_is("02.3g", asks("gc.is_tracked(b)", gc.is_tracked(b)), False,
         "A collection has looked at it, found atoms only, and will not look again.")
does('a = []; a.append(a); a.append({"n": 1}); del a')
a = []; a.append(a); a.append({"n": 1}); del a
claim_is("02.3h", collects("gc.collect()", 2), 1,
         "One: the number counts tracked objects. The dict of atoms went with the list, uncounted.")
does("del b")
del b

act("Trial deletion")
# [example]
does('a, b, c, d, e = map(Thing, "abcde")')
a, b, c, d, e = map(Thing, "abcde")
counted("a", a), counted("d", d), counted("e", e)
does("c.to = b; b.to = a")
c.to = b; b.to = a
does("d.to = e; e.to = d; d.also = a")
d.to = e; e.to = d; d.also = a
member("a", a), member("b", b), member("c", c), member("d", d), member("e", e)
counted("a", a), counted("d", d), counted("e", e)
does("del a, b, d, e")
del a, b, d, e
counted("a", lost("a")), counted("d", lost("d")), counted("e", lost("e"))
predict("Only c has a name left: c → b → a, and d ⇄ e, d → a. Who is garbage?")
found = collects("gc.collect()", 2)
# [example]
claim_is("02.4a", copied("a"), 2, "Copied: a's count is 2, for b and d.")
claim_is("02.4b", left_of("a") + left_of("b") + left_of("d") + left_of("e"), 0,
         "Subtracted: each reference between members is taken off, and nothing is left of these four.")
claim("02.4c", left_of("c") == 1 and verdict("c") == "held from outside",
      "What is left of c is a reference from outside: the name.")
claim("02.4d", verdict("a") == verdict("b") == "set aside, brought back",
      "a and b were set aside too early. c is reachable and holds b, b holds a: both came back.")
claim("02.4e", found == 2 and verdict("d") == verdict("e") == "garbage", "Nobody brought d and e back.")
claim_is("02.4f", happened(), "d is freed, e is freed", "Those two are freed, and no other.")
claim_is("02.4g", counted("a", lost("a")), 1, "d let go of a, which has one owner left: b.")
does("del c")
del c

act("One reference from outside")
does('a, b, c = map(Thing, "abc")')
a, b, c = map(Thing, "abc")
does("a.to = b; b.to = c; c.to = a")
a.to = b; b.to = c; c.to = a
does('cache = {"latest": b}')
cache = {"latest": b}
member("a", a), member("b", b), member("c", c), member("cache", cache)
does("del a, b, c")
del a, b, c
predict("One entry of one dict is left. How much will gc.collect() free?")
claim_is("02.5a", collects("gc.collect()", 2), 0, "Nothing: one reference from outside saves the whole ring.")
claim("02.5b", left_of("a") == 0 and left_of("b") == 0 and left_of("c") == 0 and left_of("cache") == 1,
      "The dict is examined, too, and its own name saves it. The rest follows from there.")
does("del cache")
del cache
claim_is("02.5c", happened(), "", "The dict went by counting. The ring did not.")
claim_is("02.5d", collects("gc.collect()", 2), 3, "Without the one reference, all three are garbage.")

act("Break one, and the rest falls")
# [clear]
does('x, y, z = map(Thing, "xyz")')
x, y, z = map(Thing, "xyz")
does("a, b, c = [], [], []")
a, b, c = [], [], []
does("a.extend([c, x]); b.extend([a, y]); c.extend([b, z])")
a.extend([c, x]); b.extend([a, y]); c.extend([b, z])
does("del b, c, x, y, z")
del b, c, x, y, z
predict("a holds c and x, c holds b and z, b holds a and y. a is emptied by hand. What is freed, in which order?")
does("a.clear()")
a.clear()
claim_is("02.6a", happened(), "x is freed, z is freed, y is freed",
         "a let go of c, which had no other owner, and so on around, by counting.")
# [clear]
does("del a")
del a
does('x, y, z = map(Thing, "xyz")')
x, y, z = map(Thing, "xyz")
collects("gc.collect()", 2)
say("The three Things are old now: a collection of the young, gc.collect(0), does not examine them.")
does("a, b, c = [], [], []")
a, b, c = [], [], []
does("a.extend([c, x]); b.extend([a, y]); c.extend([b, z])")
a.extend([c, x]); b.extend([a, y]); c.extend([b, z])
member("a", a), member("b", b), member("c", c)
counted("list a", a), counted("list b", b), counted("list c", c)
does("del a, b, c, x, y, z")
del a, b, c, x, y, z
counted("list a", lost("list a")), counted("list b", lost("list b")), counted("list c", lost("list c"))
claim_is("02.6b", collects("gc.collect(0)", 0), 3, "The three lists are garbage, in the order a, b, c.")
claim_is("02.6c", happened(), "x is freed, z is freed, y is freed",
         "Freed in the order x, z, y, as when a alone was emptied by hand.")
aside("CPython does not tell how often it called list_clear; lesson.c counts the calls.")
claim("02.6d", freed("list a") and freed("list b") and freed("list c"), "All three are gone.")

finish()
