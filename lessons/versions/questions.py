"""Small questions about memory that every CPython from 3.8 on can answer for itself.

    python3.14 lessons/versions/questions.py          prints a line of JSON for each

A question is a function: its name is the id, its first line of documentation is what it asks, and what
it returns is the answer, in few words.  The same question on two versions, and what newer versions
changed is no longer a matter of belief.  Each is asked in a process of its own.
"""

import collections
import ctypes
import gc
import itertools
import json
import subprocess
import sys
import weakref


class Node:
    """An object that a collector looks at."""


class Untracked:
    """An object that no collector looks at, and that runs code when it is freed."""
    __slots__ = ("run",)

    def __init__(self, run):
        self.run = run


class Last:
    """Runs code when it is freed; has no references that a collector would have to know of."""
    __slots__ = ()
    run = None

    def __del__(self):
        Last.run()


def threshold():
    """gc.get_threshold()"""
    return gc.get_threshold()


def comprehension():
    """After nodes = [Node() for i in range(700)]: has a collection run?"""
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    nodes = [Node() for i in range(700)]
    return yes(gc.get_stats()[0]["collections"] > before and len(nodes))


def collections_in_c(then=()):
    """How full is a deque, that one call of C fills with 5,000 lists, when a collection begins (threshold 100)?"""
    filled, seen = collections.deque(), []
    gc.collect()
    gc.set_threshold(100, 1000, 1000)
    gc.callbacks.append(lambda phase, info: seen.append(len(filled)) if phase == "start" else None)
    filled.extend(itertools.chain(map(list, itertools.repeat((), 5000)), *then))
    gc.disable()
    inside = [at for at in seen if at < len(filled)]
    return f"collections: {len(inside)}, the first at {inside[0]}" if inside else "no collection until the call ends"


def collections_in_c_repr():
    """The deque again, when the same call then asks for the repr of a tuple and makes 100 lists more"""
    return collections_in_c(then=(map(repr, [()]), map(list, itertools.repeat((), 100))))


def dict_tracked():
    """gc.is_tracked({}), and of {"n": 1}"""
    return f"{gc.is_tracked({})}, {gc.is_tracked({'n': 1})}"


def tuple_tracked():
    """gc.is_tracked(tuple([1, 2])) at birth, and after a collection"""
    made = tuple([1, 2])
    born = gc.is_tracked(made)
    gc.collect()
    return f"{born}, {gc.is_tracked(made)}"


def cycle_counts():
    """gc.collect() when one instance that refers to itself is all the garbage"""
    gc.collect()
    gc.disable()
    node = Node()
    node.itself = node
    del node
    return gc.collect()


def cycle_counts_dict():
    """gc.collect() when it is one instance that refers to itself and whose __dict__ was asked for"""
    gc.collect()
    gc.disable()
    node = Node()
    node.itself = node
    node.__dict__
    del node
    return gc.collect()


def instance_referents():
    """gc.get_referents(node) when node.to = [], by type"""
    node = Node()
    node.to = []
    return ", ".join(sorted(type(each).__name__ for each in gc.get_referents(node)))


def instance_referents_dict():
    """gc.get_referents(node) when node.to = [], by type, once node.__dict__ was asked for"""
    node = Node()
    node.to = []
    node.__dict__
    return ", ".join(sorted(type(each).__name__ for each in gc.get_referents(node)))


def local_refcount():
    """In a function: x = []; sys.getrefcount(x)"""
    x = []
    return sys.getrefcount(x)


def none_refcount():
    """sys.getrefcount(None) before and after a thousand references more"""
    before = sys.getrefcount(None)
    more = [None] * 1000
    after = sys.getrefcount(None)
    return before if after == before else f"counted: {after - before} more for {len(more)}"


def instance_size():
    """sys.getsizeof of an instance with one attribute, and of the str "" """
    node = Node()
    node.to = 1
    return f"{sys.getsizeof(node)}, {sys.getsizeof('')}"


def threshold_error():
    """gc.set_threshold(12, 13, "y") raises TypeError; then gc.get_threshold()"""
    try:
        gc.set_threshold(12, 13, "y")
    except TypeError:
        return gc.get_threshold()


def callback_info():
    """What a function in gc.callbacks is told"""
    told = []
    gc.callbacks.append(lambda phase, info: told.extend(info) if phase == "stop" else None)
    gc.collect()
    return ", ".join(sorted(told))


def trashcan():
    """5,000 instances, each in the next: at which level is the first finalizer called when all are let go?"""
    first = []

    class Level:
        def __init__(self, level, inner):
            self.level, self.inner = level, inner

        def __del__(self):
            first.append(self.level)

    nest = None
    for level in range(5000, 0, -1):
        nest = (Level(level, None), nest)  # of a tuple, the last element is released first
    del nest
    return first[0]


def weakref_in_finalizer():
    """An object that the collector finalizes calls a weak reference to itself, made before: what does it get?"""
    seen = []

    class Cycle:
        def __del__(self):
            seen.append(found[0]())

    node = Cycle()
    node.itself, found = node, [weakref.ref(node)]
    del node
    gc.collect()
    return "None" if seen[0] is None else "itself"


def weakref_at_zero():
    """An object that counting frees calls a weak reference to itself in its finalizer: what does it get?"""
    seen = []

    class Single:
        def __del__(self):
            seen.append(found[0]())

    node = Single()
    found = [weakref.ref(node)]
    del node
    return "None" if seen[0] is None else "itself"


def weakref_made_by_finalizer():
    """A finalizer makes a weak reference to its object; called while the garbage is taken apart, what does it get?"""
    made, seen = [], []
    Last.run = lambda: seen.append(made[0]())

    class Cycle:
        def __del__(self):
            made.append(weakref.ref(self))

    node = Cycle()
    node.last, node.itself = Last(), node
    del node
    gc.collect()
    return "None" if seen[0] is None else "an object half taken apart"


def c_api_new():
    """Which of PyList_GetItemRef, PyDict_GetItemRef, PyWeakref_GetRef are there"""
    return exported("PyList_GetItemRef", "PyDict_GetItemRef", "PyWeakref_GetRef")


def c_api_old():
    """Which of PyList_GetItem, PyDict_GetItem, PyWeakref_GetObject are there"""
    return exported("PyList_GetItem", "PyDict_GetItem", "PyWeakref_GetObject")


def shutdown_collects():
    """After gc.disable(), is an object in a cycle finalized when the program ends?"""
    program = ("import gc\nclass Node:\n def __del__(self): print('finalized')\n"
               "gc.disable()\nnode = Node()\nnode.itself = node\ndel node\n")
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, check=True)
    return yes(ended.stdout)


def yes(truth):
    return "yes" if truth else "no"


def exported(*names):
    return ", ".join(name for name in names if hasattr(ctypes.pythonapi, name)) or "none"


ASKED = [threshold, comprehension, collections_in_c, collections_in_c_repr, dict_tracked, tuple_tracked,
         cycle_counts, cycle_counts_dict, instance_referents, instance_referents_dict, local_refcount,
         none_refcount, instance_size, threshold_error, callback_info, trashcan, weakref_in_finalizer,
         weakref_at_zero, weakref_made_by_finalizer, c_api_new, c_api_old, shutdown_collects]


def asks(question):
    return question.__doc__.splitlines()[0].strip()


def answer(question):
    """The answer that a fresh process of this Python gives, or why it gives none."""
    asked = subprocess.run([sys.executable, __file__, question.__name__], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, encoding="utf-8")
    if asked.returncode != 0:
        return "no answer: " + (asked.stderr.strip().splitlines() or ["ended"])[-1]
    return asked.stdout.strip()


def main(names):
    if names:
        print(dict((each.__name__, each) for each in ASKED)[names[0]]())
        return
    for question in ASKED:
        print(json.dumps({"question": question.__name__, "asks": asks(question), "answer": answer(question)}))


if __name__ == "__main__":
    main(sys.argv[1:])
