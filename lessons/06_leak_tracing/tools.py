"""What Pympler and objgraph do, in a few lines; lesson.c has it from common/looking/summary.h and backrefs.h."""

import gc
import sys
import types
from collections import Counter

import leaks

__all__ = "get_objects summarize difference typestats by_type referrers chain_of own_name".split()

names = set()  # id of each dict of global names: what they hold, you hold, and no leak


def own_name(variables):
    names.add(id(variables))


def get_objects():
    """muppy.get_objects(): collects, then all tracked objects and the untracked ones they refer to."""
    gc.collect()
    tracked = gc.get_objects()
    untracked = {id(obj): obj for obj in gc.get_referents(*tracked) if not gc.is_tracked(obj)}
    return tracked + list(untracked.values())


def summarize(objects):
    """summary.summarize(): how many, and how large, by the name of the type."""
    count, size = Counter(), Counter()
    for obj in objects:
        count[type(obj).__name__] += 1
        size[type(obj).__name__] += sys.getsizeof(obj)
    return count, size


def difference(type_name, before, after):
    """summary.get_diff(), one row: how many more, and how many bytes more."""
    return tuple(new[type_name] - old[type_name] for old, new in zip(before, after))


def typestats(name):
    """objgraph.typestats()[name]: looks at what is tracked now, and collects nothing."""
    return len(by_type(name))


def by_type(name):
    """objgraph.by_type(): the tracked objects of that type."""
    return [obj for obj in gc.get_objects() if type(obj).__name__ == name]


def is_one_of(obj, objects):
    return id(obj) in map(id, objects)


# [chain]
def referrers(obj, mine=()):
    """gc.get_referrers() without frames, names, and lists of our own."""
    skip = names | {id(each) for each in mine}
    return [each for each in gc.get_referrers(obj)
            if id(each) not in skip and not isinstance(each, types.FrameType)]


def find_backref_chain(obj, roots):
    """objgraph.find_backref_chain(): breadth first, from the object back to a root."""
    gc.collect()
    found, parents, at = [obj], [0], 0
    while not is_one_of(found[at], roots):
        for holder in referrers(found[at], mine=(found,)):
            if not is_one_of(holder, found):
                found.append(holder)
                parents.append(at)
        at += 1
        if at == len(found):
            return [obj]
    chain = [found[at]]
    while at > 0:
        at = parents[at]
        chain.append(found[at])
    return chain
# [chain]


def chain_of(obj):
    """The chain as text; each link must hold the next."""
    chain = find_backref_chain(obj, [leaks.registry, leaks.clock])
    for above, below in zip(chain, chain[1:]):
        assert is_one_of(below, gc.get_referents(above))
    return " → ".join(map(role, chain))


def role(obj):
    if obj is leaks.registry or obj is leaks.clock:
        return "registry" if obj is leaks.registry else "clock"
    return "callback" if callable(obj) else type(obj).__name__
