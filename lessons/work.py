"""What the collector does, counted; work.h has the same words for lesson.c.

CPython tells it in the lines of gc.DEBUG_STATS: which generation is collected, how many objects each one
has before the collection, and how many were found unreachable.  They are written to sys.stderr, so for a
while that is a list of ours.  Nothing here makes a container while it listens: no trigger moves.
"""

import gc
import re
import sys

__all__ = "work_begin work_end".split()


class Listener:
    """In the place of sys.stderr: keeps what is written, and the counter when a collection begins."""

    def __init__(self, counter):
        self.counter, self.lines, self.values, self.stderr = counter, [], [], sys.stderr

    def write(self, text):
        self.lines.append(text)
        if text.startswith("gc: collecting"):
            self.values.append(self.counter())


class Work:
    """What happened between work_begin() and work_end()."""

    def __init__(self):
        self.collections, self.first = [0, 0, 0], [-1, -1, -1]
        self.visited = self.found = self.peak = self.left = 0


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
    work, values = Work(), iter(listener.values)
    work.left = left
    for line in "".join(listener.lines).splitlines():
        if match := re.fullmatch(r"gc: collecting generation (\d)\.\.\.", line):
            generation, value = int(match[1]), next(values)
            if work.collections[generation] == 0:
                work.first[generation] = value
            work.collections[generation] += 1
        elif match := re.fullmatch(r"gc: objects in each generation: (\d+) (\d+) (\d+)", line):
            sizes = list(map(int, match.groups()))
            work.visited += sum(sizes[:generation + 1])
            work.peak = max(work.peak, sum(sizes))
        elif match := re.match(r"gc: done, (\d+) unreachable", line):
            work.found += int(match[1])
    return work
