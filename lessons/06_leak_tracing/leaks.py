"""Four leaks that look alike from outside; leaks.c has the same four."""

import ctypes
import gc
import os
from collections import namedtuple

PIXELS = 100_000


class Photo:
    def redraw(self):
        pass


class Clock:
    pass


registry = []
clock = Clock()
clock.callbacks = []


# [take]
def take():
    photo = Photo()
    photo.pixels = "x" * PIXELS
    return photo
# [take]


def look():
    """No leak: takes a Photo and drops it."""
    take()


# [leaks]
def keep():
    """Nobody empties the registry."""
    registry.append(take())


def pair():
    """A cycle, and the collector is off."""
    photo = take()
    photo.album = [photo]


def watch():
    """The callback owns its photo, and the clock keeps the callback."""
    photo = take()
    clock.callbacks.append(photo.redraw)


def measure():
    """Calls a C function that forgets something."""
    c_length(take())
# [leaks]


forgotten = []  # addresses of what c_length() forgot: numbers, no references


# [forgets]
def c_length(photo):
    """What such a function does in C: it makes a reference, and never releases it."""
    pixels = photo.pixels
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(pixels))
    forgotten.append(id(pixels))
    return len(pixels)
# [forgets]


def release_forgotten():
    while forgotten:
        ctypes.pythonapi.Py_DecRef(ctypes.c_void_p(forgotten.pop()))


Leak = namedtuple("Leak", "name function run mend")
leaks = [
    Leak("registry", "keep", keep, registry.clear),
    Leak("cycle", "pair", pair, gc.collect),
    Leak("callback", "watch", watch, clock.callbacks.clear),
    Leak("release", "measure", measure, release_forgotten),
]
FUNCTIONS = take, look, keep, pair, watch, measure


def function_at(file, line):
    """The function of this file in which the line stands."""
    name, start = "elsewhere", 0
    for function in FUNCTIONS:
        first = function.__code__.co_firstlineno
        if os.path.samefile(file, __file__) and start < first <= line:
            name, start = function.__name__, first
    return name
