"""In which generation an object is, and how long each generation has waited; ages.h has the same words
for lesson.c."""

import gc

from narrator import DIM, MAGENTA, asks, put

__all__ = "lives lives_at waiting FROZEN".split()

FROZEN = -1
SHOWN = {}  # label -> the word shown last


def lives(label, obj):
    """Shows in which generation obj, which is tracked, was when shown last, and is now."""
    return lives_at(label, id(obj))


def lives_at(label, address):
    """The same of an object whose names are gone; lesson.c keeps a pointer for that."""
    now = FROZEN
    for generation in range(3):
        if any(id(member) == address for member in gc.get_objects(generation)):
            now = generation
    word = "frozen" if now == FROZEN else str(now)
    put((f"      generation of {label}   ", DIM), (f"{SHOWN.get(label, 'new')} → ",), (word, MAGENTA))
    SHOWN[label] = word
    return now


def waiting():
    """Asks how many collections of the next younger generation each of the two older ones has waited for."""
    return str(asks("gc.get_count()[1:]", gc.get_count()[1:]))
