"""Lesson 07: freed memory, told by the real CPython.  lesson.c tells the same story in C."""

import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from memory import *
from narrator import *

lesson("07", "Freed memory", "I freed it all, and no object is left. Why is the process as big as before?")


def shows():
    more = arenas() - start
    aside(f"resident {resident():.1f} MB, {more} arena{'s' * (more != 1)} more, {blocks():,} blocks")


def makes_texts():
    texts_new(MANY, SHORT)


def looks_at_texts():
    for text in texts:
        pass


def collects():
    gc.collect()


act("An arena goes back when its last pool is empty")
gc.disable()
start = arenas()
shows()
predict("A million strs of 80 bytes, and then all of them are dropped. Does the process shrink?")
does("texts = texts_new(MANY, SHORT)")
texts = texts_new(MANY, SHORT)
shows()
claim("07.1a", asks("arenas() - start > 70", arenas() - start > 70),
      "80 bytes each: 80 MB, in arenas of one mebibyte.")
does("del texts")
del texts
shows()
claim("07.1b", asks("arenas() - start < 5", arenas() - start < 5),
      "Nobody is left in them, so they are the system's again. Python does give memory back.")

act("One survivor holds an arena")
held = blocks()
predict("The same again, but one str in a thousand is kept: 80 kB of 80 MB. How much goes back?")
does("texts = texts_new(MANY, SHORT)")
texts = texts_new(MANY, SHORT)
does("kept = every(texts, 1000); del texts")
kept = every(texts, 1000); del texts
shows()
claim("07.2a", asks("blocks() - held < 1100", blocks() - held < 1100),
      "All but a thousand blocks were freed. This is no leak.")
claim("07.2b", asks("arenas() - start > 70", arenas() - start > 70),
      "And not one arena in ten went back: in each there are a dozen of the thousand.")
does("other = texts_new(MANY // 2, SHORT + 16)")
other = texts_new(MANY // 2, SHORT + 16)
claim("07.2c", asks("arenas() - start < 85", arenas() - start < 85),
      "The next work finds room there: most pools are free, and a free pool takes blocks of any size. If there is a next"
      " work, nothing need be done.")
does("del kept, other; texts = texts_new(MANY, SHORT)")
del kept, other; texts = texts_new(MANY, SHORT)
does("kept = every(texts, 100); del texts")
kept = every(texts, 100); del texts
does("other = texts_new(MANY // 2, SHORT + 16)")
other = texts_new(MANY // 2, SHORT + 16)
claim("07.2d", asks("arenas() - start > 100", arenas() - start > 100),
      "With one in a hundred there is one in each pool. These blocks are 16 bytes longer, and not one of those pools"
      " can take them.")
does("del kept, other")
del kept, other
claim("07.2e", asks("arenas() - start < 5", arenas() - start < 5), "The last ones have gone, and with them the arenas.")
predict("A thousand are kept again: the first thousand that were made. How much goes back?")
does("texts = texts_new(MANY, SHORT)")
texts = texts_new(MANY, SHORT)
does("kept = first(texts, 1000); del texts")
kept = first(texts, 1000); del texts
shows()
claim("07.2f", asks("arenas() - start < 5", arenas() - start < 5),
      "What is made in a row lies in a row. Make first what is to stay, and it holds one arena and not all.")
does("del kept")
del kept

act("Free lists")
does("gc.collect(); held = blocks()")
gc.collect(); held = blocks()
does("lists = lists_new(1000); del lists")
lists = lists_new(1000); del lists
claim("07.3a", asks("75 <= blocks() - held < 100", 75 <= blocks() - held < 100),
      "A thousand lists have died, and 80 blocks are still out: dead lists, kept for the next ones.")
does("gc.collect()")
gc.collect()
claim("07.3b", asks("blocks() - held < 10", blocks() - held < 10),
      "A full collection empties the free lists. They are the smallest of the three: some kB.")

act("malloc keeps, too")
before = resident()
say("A block of more than 512 bytes is malloc's. 100,000 strs of 2,000 bytes, and one more that was made last:")
does("texts = texts_new(100_000, LONG); last = texts_new(1, LONG)")
texts = texts_new(100_000, LONG); last = texts_new(1, LONG)
shows()
claim("07.4a", resident() - before > 190 and arenas() - start < 10, "200 MB more, and hardly an arena.")
predict("All but the last are dropped. Nothing of them is left, and no arena holds them. Does it shrink?")
does("del texts")
del texts
shows()
claim("07.4b", resident() - before > 150,
      "malloc's heap ends where its last block in use ends, and that was made last. What is free below it is kept.")
does("trim()")
trim()
shows()
claim("07.4c", resident() - before < 50, "malloc_trim(0) gives back the free pages in the middle. Python never calls it.")
does("del last; large = large_new()")
del last; large = large_new()
shows()
does("del large")
del large
shows()
claim("07.4d", resident() - before < 50, "One block of 200 MB is mapped for itself, and goes back when it is freed.")

act("A child process, and what a count costs there")
does("before = arenas(); copied(makes_texts)")
before = arenas(); copied(makes_texts)
claim("07.5a", arenas() == before, "What a child process makes goes with the child, whatever survived in it.")
does("texts = texts_new(MANY, SHORT); lists = lists_new(200_000)")
texts = texts_new(MANY, SHORT); lists = lists_new(200_000)
predict("After fork() the two share all memory, until one of them writes. The child only reads its million strs. How"
        " much is copied?")
does("copies = copied(looks_at_texts)")
copies = copied(looks_at_texts)
aside(f"{copies:.1f} MB copied")
claim("07.5b", copies > 60, "Nearly all of the 80 MB. To look at an object is to count a reference, and a count is a write.")
does("collecting = copied(collects)")
collecting = copied(collects)
aside(f"{collecting:.1f} MB copied")
claim("07.5c", collecting > 8, "A collection in the child writes into the header of each container.")
does("gc.freeze(); collecting = copied(collects)")
gc.freeze(); collecting = copied(collects)
aside(f"{collecting:.1f} MB copied")
claim("07.5d", collecting < 4, "gc.freeze() before fork() spares that: the frozen are in no collection.")
does("copies = copied(looks_at_texts)")
copies = copied(looks_at_texts)
aside(f"{copies:.1f} MB copied")
claim("07.5e", copies > 60, "It does not spare the counts. Only an object without a count would: an immortal one.")
does("gc.unfreeze(); del texts, lists")
gc.unfreeze(); del texts, lists

act("Held, kept or given back")
does("seen = four_numbers()")
seen = four_numbers()
claim("07.6a", seen[0] == ["stays"] * 4, "Held: all four stay. Look for the holder, as in lesson 06.")
claim("07.6b", seen[1] == ["falls", "falls", "stays", "stays"],
      "Kept by arenas: what is traced and the blocks fell, the arenas did not.")
claim("07.6c", seen[3] == ["falls", "falls", "falls", "stays"],
      "Kept by malloc: the arenas are few, too, and only the process is large.")
claim("07.6d", seen[2] == seen[4] == ["falls"] * 4, "Given back: all four fell.")

finish()
