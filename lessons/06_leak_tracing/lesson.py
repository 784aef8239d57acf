"""Lesson 06: leak tracing, told by the real CPython.  lesson.c tells the same story in C."""

import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import tracemalloc
from instruments import *
from leaks import *
from narrator import *
from tools import *

own_name(globals())

lesson("06", "Leak tracing", "Memory grows. Which of my lines is it, and who holds it?")

act("Memory rises")
does("gc.disable()")
gc.disable()
does("tracemalloc.start(2)")
tracemalloc.start(2)
say("A Photo has 100,000 characters of pixels. Each of five functions takes one and is done with it. A round is"
    " ten calls.")
predict("look() drops its Photo. The other four think that they do. How much more memory is in use after each"
        " round?")
does("risen = three_rounds()")
risen = three_rounds()
claim("06.1a", risen[0] == ["0.0 MB"] * 4, "look() leaves nothing behind.")
claim("06.1b", all(each[:3] == ["1.0 MB", "2.0 MB", "3.0 MB"] for each in risen[1:]),
      "The other four leave ten times the pixels in each round. From outside nobody can tell them apart.")
claim("06.1c", all(each[3] == "0.0 MB" for each in risen[1:]),
      "Each has a cure of its own, and with it the memory is back.")

act("tracemalloc: which line")
does("tracemalloc.reset_peak(); start = traced()")
tracemalloc.reset_peak(); start = traced()
does("ten_times(watch); clock.callbacks.clear()")
ten_times(watch); clock.callbacks.clear()
does("current, peak = tracemalloc.get_traced_memory()")
current, peak = tracemalloc.get_traced_memory()
claim("06.2a", asks("megabytes(current - start)", megabytes(current - start)) == "0.0 MB"
      and asks("megabytes(peak - start)", megabytes(peak - start)) == "1.0 MB",
      "Current is what there is now; peak remembers what has gone again. A high peak is no leak.")
say("Now without the cure, between two snapshots:")
does("old = tracemalloc.take_snapshot()")
old = tracemalloc.take_snapshot()
does("ten_times(watch)")
ten_times(watch)
does("new = tracemalloc.take_snapshot()")
new = tracemalloc.take_snapshot()
does('top = new.compare_to(old, "lineno")[0]')
top = new.compare_to(old, "lineno")[0]
aside(str(top).rpartition("/")[2])
claim("06.2b", asks("size_text(top.size_diff)", size_text(top.size_diff)) == "+977 KiB"
      and asks("top.count_diff", top.count_diff) == 10,
      "Of all lines one grew most: by ten blocks, the pixels of ten Photos.")
predict("All five functions get their Photo from take(). Which function does that line stand in?")
claim("06.2c", asks("functions(top)", functions(top)) == ["take"],
      "It names the line that allocated. It is right, and it is no help: take() has done nothing wrong.")
does('top = new.compare_to(old, "traceback")[0]')
top = new.compare_to(old, "traceback")[0]
claim("06.2d", asks("functions(top)", functions(top)) == ["watch", "take"],
      "start(2) has kept two frames of each block, so the caller can be told, too.")
does("del old, new, top; clock.callbacks.clear()")
del old, new, top; clock.callbacks.clear()
say("The same for all four, each mended afterwards:")
does("named = biggest_growth()")
named = biggest_growth()
claim("06.2e", all(named), "It names the right function for each of the four. It does not say who holds what.")

act("What grew, by type")
does("before = summarize(get_objects())")
before = summarize(get_objects())
does("ten_times(watch)")
ten_times(watch)
does("after = summarize(get_objects())")
after = summarize(get_objects())
claim("06.3a", asks('difference("Photo", before, after)', difference("Photo", before, after)) == (10, 560),
      "Ten more Photos, of 56 bytes each: a Photo is small, its pixels are an object of their own.")
claim("06.3b", asks('difference("str", before, after)', difference("str", before, after)) == (10, 1_000_490),
      "There is the memory: ten strs, and nothing here says whose.")
does("del before, after; clock.callbacks.clear()")
del before, after; clock.callbacks.clear()
predict("Each of the four leaks ten Photos' worth. For which of them are there ten more Photos?")
does("grown = growth_by_type()")
grown = growth_by_type()
claim("06.3c", grown[0] == grown[2] == (10, 10, 10),
      "Registry and callback: ten more of each, and alike. It says what grew, not who holds it.")
claim("06.3d", grown[1] == (10, 0, 0),
      "Cycle: typestats() saw them. get_objects() collects before it counts, and the leak is gone because somebody looked.")
claim("06.3e", grown[3] == (0, 0, 0),
      "Release: the Photos went, and strs that no container holds are in nobody's list.")

act("Who holds it")
does("watch()")
watch()
does('photo = by_type("Photo")[0]')
photo = by_type("Photo")[0]
counted("photo", photo)
claim_is("06.4a", asks("chain_of(photo)", chain_of(photo)), "clock → list → callback → Photo",
         "Back from the Photo, referrer by referrer, to something that lives as long as the program.")
does("clock.callbacks.clear()")
clock.callbacks.clear()
claim_is("06.4b", counted("photo", photo), 1, "One link is cut, and only the name here is left.")
does("del photo")
del photo
claim("06.4c", freed("photo"), "That callback was the one reference.")
does("texts = chains()")
texts = chains()
claim("06.4d", texts[0] == "registry → Photo", "Registry: held directly.")
claim("06.4e", texts[1] == "Photo",
      "Cycle: the chain is the Photo alone. No root leads there, so it is garbage that waits.")
claim("06.4f", texts[3] == "there is no Photo", "Release: no tracked object is left to ask about.")

act("A count that nobody can account for")
does("photo = take(); pixels = photo.pixels")
photo = take(); pixels = photo.pixels
claim_is("06.5a", asks("sys.getrefcount(pixels)", sys.getrefcount(pixels)), 3,
         "All accounted for: its argument, the name, the Photo.")
does("length = c_length(photo)")
length = c_length(photo)
claim_is("06.5b", asks("sys.getrefcount(pixels)", sys.getrefcount(pixels)), 4,
         "The C function has returned its number, and the count is one higher than before the call.")
claim_is("06.5c", asks("len(referrers(pixels))", len(referrers(pixels))), 1,
         "Only the Photo refers to it. With argument and name that makes three: nobody has the fourth.")
does("del photo")
del photo
claim("06.5d", asks("sys.getrefcount(pixels)", sys.getrefcount(pixels)) == 3 and not referrers(pixels),
      "The Photo has let go. When the name goes, 1 will be left, and nothing can ever take it off.")
does("release_forgotten()")
release_forgotten()
claim_is("06.5e", asks("sys.getrefcount(pixels)", sys.getrefcount(pixels)), 2,
         "Released once, as the C function should have: all accounted for again.")
does("del pixels")
del pixels
does("nobodies = accounts()")
nobodies = accounts()
claim("06.5f", nobodies == [0, 0, 0, 1],
      "In the other three leaks each count has its referrer. This one finds the forgotten release.")

act("Valgrind: does a pointer lead there")
say("Valgrind knows blocks, no objects. At the end of the process it asks of each block: does any pointer still"
    " lead there? If so, it is still reachable; if not, it is definitely lost.")
predict("To which of the four does nothing lead any more?")
does("led = pointers()")
led = pointers()
claim("06.6a", all(tracked for tracked, found in led[:3]),
      "The collector's list leads to every container, garbage or not: still reachable, for Valgrind.")
claim("06.6b", led[3] == (False, 0), "To the forgotten str nothing leads: definitely lost.")
aside("Python's own blocks lie in arenas that Valgrind sees as a few big ones. Asked to take each from malloc,"
      " it shows them (valgrind.py): what three of these leaks hold is freed when Python ends, and possibly"
      " lost when it is ended by os._exit.")

act("Who sees what")
does("collections()")
collections()
does("seen = who_sees_what()")
seen = who_sees_what()
line, kind, chain, count, lost, helps = zip(*seen)
claim("06.6c", line == (True,) * 4, "tracemalloc names the line of all four. That is where to start.")
claim("06.6d", helps == (False, True, False, False), "gc.collect() cures one of four.")
claim("06.6e", lost == (False, False, False, True),
      "Valgrind sees one of four: the one to which nothing leads.")
claim("06.6f", chain == (True, False, True, False) and count == (False, False, False, True),
      "The others tell them apart: a chain names the holder, a collection that helps means a cycle, a count without an"
      " owner means a C function.")
does("tracemalloc.stop()")
tracemalloc.stop()

finish()
