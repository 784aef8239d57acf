"""Asks Python for the texts of errors and for sizes, and ours for the same: texts_lines.c, lines.py."""

import gc
import sys
import tracemalloc
import weakref

import lines


class P:
    """An instance with attributes by name."""


class S:
    """An instance with a slot, which is empty."""
    __slots__ = ("a",)


def delete(container, key):
    del container[key]


def store(container, key, value):
    container[key] = value


def dead():
    return weakref.ref(P())


def start_again():
    tracemalloc.start(1)
    try:
        tracemalloc.start(-1)
    finally:
        tracemalloc.stop()


def growing(grown):
    sizes = ""
    for _ in range(40):
        grown.append(1)
        sizes += f"{sys.getsizeof(grown)} "
    while grown:
        grown.pop()
        sizes += f"{sys.getsizeof(grown)} "
    return sizes


one, word, plain, slotted = 1, "word", P(), S()
ref, keyed = weakref.ref(plain), weakref.KeyedRef(plain, print, one)
values = weakref.WeakValueDictionary()

KEYS = {
    "str": "it is", "apostrophe": "it's", "both quotes": "a\"b'c", "control": "a\n\t\r\x01\x7f\\b",
    "letters": "\u00b5\u20ac\u00a0\u00ad\u0085", "int": -1000, "True": True, "None": None,
    "empty tuple": (), "tuple": ("word",), "tuples": ((1,), None, "word"), "type": list, "class": P}
WEAK = {"int": 1, "str": word, "list": [], "dict": {}, "tuple": (1,), "None": None,
        "slotted": slotted, "weakref": ref, "KeyedRef": keyed}
SIZES = {"list": [one], "tuple": (one,), "int": one, "bool": True, "str": word, "None": None,
         "weakref": ref, "KeyedRef": keyed, "function": print}
CASES = {
    "pop from empty": lambda: [].pop(5),
    "pop beyond": lambda: [one].pop(5),
    "list get": lambda: [one][5],
    "list set": lambda: store([one], 5, one),
    "list delete": lambda: delete([one], 5),
    "tuple get": lambda: (one,)[5],
    "unhashable list": lambda: store({}, [one], one),
    "unhashable dict": lambda: store({}, {}, one),
    "unhashable in tuple": lambda: store({}, (one, [one]), one),
    "dead is hashed": lambda: store({}, dead(), one),
    **{f"key {name}": lambda key=key: delete({}, key) for name, key in KEYS.items()},
    "weak values key": lambda: store(values, [one], plain),
    "weak values value": lambda: store(values, one, one),
    "no attribute": lambda: plain.b,
    "no attribute to delete": lambda: delattr(plain, "b"),
    "no slot": lambda: slotted.b,
    "no slot to set": lambda: setattr(slotted, "b", one),
    "no slot to delete": lambda: delattr(slotted, "b"),
    "empty slot": lambda: slotted.a,
    "empty slot to delete": lambda: delattr(slotted, "a"),
    **{f"weak {name}": lambda obj=obj: weakref.ref(obj) for name, obj in WEAK.items()},
    "call int": lambda: one(),
    "call None": lambda: KEYS["None"](),
    "collect 7": lambda: gc.collect(7),
    "collect -1": lambda: gc.collect(-1),
    "objects 5": lambda: gc.get_objects(generation=5),
    "objects -2": lambda: gc.get_objects(generation=-2),
    "start 0": lambda: tracemalloc.start(0),
    "start 65536": lambda: tracemalloc.start(65536),
    "start again": start_again,
    "no snapshot": tracemalloc.take_snapshot,
    "unknown key": lambda: tracemalloc.Snapshot((), 1).statistics(3),
    "name of weakref": lambda: type(ref).__name__,
    "name of KeyedRef": lambda: type(keyed).__name__,
    **{f"size {name}": lambda obj=obj: sys.getsizeof(obj) for name, obj in SIZES.items()},
    "growing from 0": lambda: growing([]),
    "growing from 1": lambda: growing([one]),
    "growing from 2": lambda: growing([one, one]),
    "growing from 3": lambda: growing([one, one, one]),
    "growing from 5": lambda: growing([one, one, one, one, one]),
}


def answer(case):
    try:
        return str(CASES[case]())
    except Exception as error:  # pylint: disable=broad-except
        return f"{type(error).__name__}: {error}"


def make_round(random):
    one_round = lines.Round()
    for case in random.sample(list(CASES), len(CASES)):
        one_round.ask(case, answer(case))
    return one_round


if __name__ == "__main__":
    sys.exit(lines.main(make_round, rounds=3))
