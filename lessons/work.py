"""What the collector does, counted; work.h has the same words for lesson.c.

CPython tells it in the lines of gc.DEBUG_STATS: which generation is collected, how many objects each one
has before the collection, and how many were found unreachable.  They are written to sys.stderr, so for a
while that is a list of ours.  Nothing here makes a container while it listens: no trigger moves.
"""

import gc
import re
import sys

__all__ = "work_begin work_end work_collection".split()


class Listener:
    """In the place of sys.stderr: keeps what is written, and the counter and gc's own counts when a
    collection begins."""

    def __init__(self, counter):
        self.counter, self.lines, self.values, self.stderr = counter, [], [], sys.stderr
        self.ones, self.twos = [], []

    def write(self, text):
        self.lines.append(text)
        if text.startswith("gc: collecting"):
            self.values.append(self.counter())
            self.ones.append(gc.get_count()[1])
            self.twos.append(gc.get_count()[2])


class Work:
    """What happened between work_begin() and work_end()."""

    def __init__(self):
        self.collections, self.first = [0, 0, 0], [-1, -1, -1]
        self.visited = self.found = self.peak = self.left = 0


class Collected:
    """One collection: what it was, and what the collector chose it by."""

    kept = []

    def __init__(self, generation, one, two, at):
        self.generation, self.counts, self.at = generation, (0, one, two), at


def work_begin(counter=lambda: 0):
    """Begins to count.  counter() is a number of the lesson's own; work.first tells its values."""
    sys.stderr = Listener(counter)
    gc.collect()
    gc.freeze()
    gc.collect()  # what there is already is neither visited nor long-lived, as in work.c
    gc.set_debug(gc.DEBUG_STATS)


def how_many():
    """The objects in all generations; the list of them does not trigger a collection."""
    enabled = gc.isenabled()
    gc.disable()
    objects = len(gc.get_objects())
    if enabled:
        gc.enable()
    return objects


def work_end():
    """Ends counting, and says what there was."""
    gc.set_debug(0)
    left = how_many()
    gc.unfreeze()
    listener, sys.stderr = sys.stderr, sys.stderr.stderr
    work, Collected.kept = Work(), []
    work.left = left
    told = zip(listener.ones, listener.twos, listener.values)
    for line in "".join(listener.lines).splitlines():
        if match := re.fullmatch(r"gc: collecting generation (\d)\.\.\.", line):
            Collected.kept.append(Collected(int(match[1]), *next(told)))
            generation = Collected.kept[-1].generation
            if work.collections[generation] == 0:
                work.first[generation] = Collected.kept[-1].at
            work.collections[generation] += 1
        elif match := re.fullmatch(r"gc: objects in each generation: (\d+) (\d+) (\d+)", line):
            sizes = list(map(int, match.groups()))
            work.visited += sum(sizes[:generation + 1])
            work.peak = max(work.peak, sum(sizes))
        elif match := re.match(r"gc: done, (\d+) unreachable", line):
            work.found += int(match[1])
    return work


def work_collection(number):
    """The collection with this number, 1 being the first, of those before the last work_end()."""
    return Collected.kept[number - 1] if number <= min(len(Collected.kept), 2000) else Collected(-1, 0, 0, 0)
