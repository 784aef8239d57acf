"""Each instrument on all four leaks: a table, and what it saw; instruments.c has the same.

Whoever leaks is mended again before the next one.
"""

import gc
import sys
import tracemalloc

from leaks import leaks, c_length, function_at, look, take
from table import *
from tools import *

__all__ = ("sees ten_times traced megabytes yes three_rounds functions size_text biggest_growth growth_by_type"
           " chains accounts pointers collections who_sees_what").split()

sees = {leak.name: [] for leak in leaks}


def ten_times(run):
    for n in range(10):
        run()


def traced():
    return tracemalloc.get_traced_memory()[0]


def megabytes(size):
    tenths = (size + 50_000) // 100_000
    return f"{tenths // 10}.{tenths % 10} MB"


def yes(condition):
    return "yes" if condition else "no"


def rise(run, mend):
    """How much more memory there is after each of three rounds, and when it is mended."""
    start, risen = traced(), []
    for n in range(3):
        ten_times(run)
        risen.append(megabytes(traced() - start))
    mend()
    return [*risen, megabytes(traced() - start)]


def three_rounds():
    table("function | 1 round | 2 rounds | 3 rounds | mended")
    risen = [rise(look, gc.collect)] + [rise(leak.run, leak.mend) for leak in leaks]
    for name, each in zip(["look"] + [leak.function for leak in leaks], risen):
        row(name, *each)
    end_table()
    return risen


def functions(statistic):
    """Names instead of lines, oldest frame first, as tracemalloc has it."""
    return [function_at(frame.filename, frame.lineno) for frame in statistic.traceback]


def size_text(size):
    return tracemalloc._format_size(size, True)


def biggest_growth():
    """For each leak the traceback that grew most, and whether it names the leak's function."""
    table("leak | allocated in | called by | size | blocks")
    for leak in leaks:
        old = tracemalloc.take_snapshot()
        ten_times(leak.run)
        top = tracemalloc.take_snapshot().compare_to(old, "traceback")[0]
        caller, inner = functions(top)
        row(leak.name, inner, caller, size_text(top.size_diff), f"{top.count_diff:+}")
        sees[leak.name].append(inner == "take" and caller == leak.function)
        leak.mend()
    end_table()
    return [seen[-1] for seen in sees.values()]


def growth_by_type():
    """For each leak how many more Photos and strs there are, and how many Photos uncollected."""
    table("leak | typestats: Photo | summary: Photo | str | bytes of str")
    grown = []
    for leak in leaks:
        before = summarize(get_objects())
        ten_times(leak.run)
        uncollected = typestats("Photo")
        after = summarize(get_objects())
        leak.mend()
        photo, text = difference("Photo", before, after), difference("str", before, after)
        row(leak.name, f"{uncollected:+}", f"{photo[0]:+}", f"{text[0]:+}", f"{text[1]:+,}")
        grown.append((uncollected, photo[0], text[0]))
        sees[leak.name].append(photo[0] > 0 or text[0] > 0)
    end_table()
    return grown


def chains():
    """For each leak the chain from a root to one Photo."""
    table("leak | chain")
    texts = []
    for leak in leaks:
        leak.run()
        photos = by_type("Photo")
        texts.append(chain_of(photos.pop()) if photos else "there is no Photo")
        leak.mend()
        row(leak.name, texts[-1])
        sees[leak.name].append("→" in texts[-1])
    end_table()
    return texts


def suspect(leak):
    """One object that the leak has left behind, in hand."""
    if leak is not leaks[-1]:
        leak.run()
        return by_type("Photo").pop()
    photo = take()
    c_length(photo)
    return photo.pixels


def accounts():
    """For each leak the count of what it left behind, and who of those counted can be named."""
    table("leak | type | getrefcount | argument, name | referrers | nobody")
    nobodies = []
    for leak in leaks:
        obj = suspect(leak)
        count, found = sys.getrefcount(obj), len(referrers(obj))
        nobodies.append(count - 2 - found)
        row(leak.name, type(obj).__name__, count, 2, found, nobodies[-1])
        sees[leak.name].append(nobodies[-1] > 0)
        del obj
        leak.mend()
    end_table()
    return nobodies


def pointers():
    """For each leak whether any pointer leads to what it left behind."""
    table("leak | type | in the collector's list | referrers")
    led = []
    for leak in leaks:
        obj = suspect(leak)
        led.append((gc.is_tracked(obj), len(referrers(obj))))
        sees[leak.name].append(led[-1] == (False, 0))
        row(leak.name, type(obj).__name__, yes(led[-1][0]), led[-1][1])
        del obj
        leak.mend()
    end_table()
    return led


def collections():
    """Whether gc.collect() gets each leak's memory back."""
    for leak in leaks:
        start = traced()
        ten_times(leak.run)
        gc.collect()
        sees[leak.name].append(megabytes(traced() - start) == "0.0 MB")
        leak.mend()


def who_sees_what():
    """The table of all that was seen."""
    table("leak | tracemalloc | type | chain | count | Valgrind | collect() helps")
    for leak in leaks:
        row(leak.name, *map(yes, sees[leak.name]))
    end_table()
    return sees.values()
