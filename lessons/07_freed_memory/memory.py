"""What lesson 07 makes, and the four numbers by which it tells where memory is; memory.h has the same words."""

import ctypes
import gc
import os
import re
import sys
import tracemalloc

from table import end_table, row, table

__all__ = "MANY SHORT LONG texts_new every first lists_new traced blocks arenas resident copied trim large_new four_numbers".split()

MANY, SHORT, LONG = 1_000_000, 31, 1951  # strs of 80 bytes, and of 2,000


def texts_new(count, length):
    """A list of so many strs, each an object of its own."""
    return [f"{i:0{length}}" for i in range(count)]


def large_new():
    """One str of 200 MB."""
    return "0" * 200_000_000


def every(texts, step):
    return texts[::step]


def first(texts, count):
    return texts[:count]


def lists_new(count):
    return [[] for _ in range(count)]


def traced():
    """tracemalloc's current bytes."""
    return tracemalloc.get_traced_memory()[0]


blocks = sys.getallocatedblocks


def arenas():
    """Arenas in use: sys._debugmallocstats() prints it on standard error, so that is read."""
    out, into = os.pipe()
    before = os.dup(2)
    os.dup2(into, 2)
    sys._debugmallocstats()
    os.dup2(before, 2)
    os.close(into), os.close(before)
    with open(out) as printed:
        return int(re.search(r"# arenas allocated current += +([\d,]+)", printed.read())[1].replace(",", ""))


def rollup(name):
    with open("/proc/self/smaps_rollup") as numbers:
        return int(re.search(rf"^{name}: +(\d+) kB", numbers.read(), re.M)[1])


def resident():
    """MB that the process has of the machine's memory."""
    return (rollup("Rss") - rollup("LazyFree")) * 1024 / 1e6


def copied(work):
    """How many MB of pages became a child process's own while it did the work: those it wrote to."""
    out, into = os.pipe()
    sys.stdout.flush()
    if not os.fork():
        before = rollup("Private_Dirty")
        work()
        os.write(into, str((rollup("Private_Dirty") - before) * 1024 / 1e6).encode())
        os._exit(0)
    os.close(into)
    with open(out) as answer:
        megabytes = float(answer.read())
    os.wait()
    return megabytes


def trim():
    """malloc_trim(0), of the C library."""
    ctypes.CDLL(None).malloc_trim(0)


def happen(look):
    """Everything that the table is about, each situation under the eyes of look()."""
    look("start")
    texts = texts_new(MANY, SHORT)
    look("all alive")
    other = texts
    del texts
    look("held: by another name")
    kept = every(other, 1000)
    del other
    look("kept: by a survivor in each arena")
    del kept
    look("given back: nobody is left")
    texts = texts_new(100_000, LONG)
    last = texts_new(1, LONG)
    look("all alive")
    del texts
    look("kept: by malloc's heap")
    trim()
    look("given back: by malloc_trim(0)")


def four_numbers():
    """The table: which of the numbers are as high as with everything alive, and which fell.

    It all happens twice, since sys._debugmallocstats() is silent about arenas while tracemalloc is on.
    """
    names, untraced, while_traced, seen = [], [], [], []
    happen(lambda name: (names.append(name), untraced.append((blocks(), arenas(), resident()))))
    tracemalloc.start()
    happen(lambda name: while_traced.append((traced(),)))
    tracemalloc.stop()
    table("what happened | tracemalloc | blocks | arenas | resident")
    low = full = None
    for name, numbers in zip(names, map(tuple.__add__, while_traced, untraced)):
        if name == "start":
            low = numbers
        elif name == "all alive":  # the second time the arenas hold nothing new
            full = [max(pair) for pair in zip(numbers, full)] if full else numbers
        else:
            fell = [now - least < (most - least) / 2 for least, most, now in zip(low, full, numbers)]
            seen.append(["falls" if each else "stays" for each in fell])
            row(name, *seen[-1])
    end_table()
    return seen
