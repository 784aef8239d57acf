"""Trial deletion as a table, for a group of objects of the real CPython; trial.h has the same words.

CPython's collector lets nobody look at its working counts.  What goes into them it does tell: the order
of its lists (gc.get_objects), the counts (sys.getrefcount), and what its traversal finds
(gc.get_referents).  From these the table is worked out, just before the collection; then gc.collect runs,
and what it freed must be what the table says.  Objects outside the group are "outside", all of them.
"""

import gc
import sys

from narrator import DIM, MAGENTA, CYAN, BOLD, contradicted, end_step, lay, put, story

__all__ = "member collects copied left_of verdict lost".split()


class trial:
    """The group of the next collection, by address, and the table of the last one: name -> row."""

    names, rows = {}, {}


def lost(label):
    """The container last counted under this label, found in the collector's own lists."""
    address = story.addresses[label]
    return next(obj for obj in gc.get_objects() if id(obj) == address)


def member(name, obj):
    """obj has a row, under this name, in the table of the next collects()."""
    trial.names[id(obj)] = name


def examined(generation):
    """The members that a collection of this generation will examine, in the order of its lists."""
    order = [generation, *range(generation)]  # the younger ones are appended to the one collected
    return [obj for each in order for obj in gc.get_objects(each) if id(obj) in trial.names]


def readings(group):
    """What sys.getrefcount says of each: the group itself, the loop and the argument count, too."""
    return {id(obj): sys.getrefcount(obj) for obj in group}


OWN, = readings([[]]).values()  # how many those are, on this Python


def counts(group):
    """The references to each from outside the group."""
    return {address: reading - OWN for address, reading in readings(group).items()}


def inner_references(obj, group_ids):
    return [id(referent) for referent in gc.get_referents(obj) if id(referent) in group_ids]


def work_out(generation):
    """Trial deletion on the group: fills trial.rows, in order."""
    group = examined(generation)
    count = counts(group)
    refers = {id(obj): inner_references(obj, count) for obj in group}
    del group
    left = dict(count)
    for referents in refers.values():
        for referent in referents:
            left[referent] -= 1
    words = part(list(left), dict(left), refers)
    trial.rows = {trial.names[each]: (count[each], left[each], words[each]) for each in count}


def part(queue, working, refers):
    """Walks the members as the collector does: sets aside who has nothing left, brings back whom a
    reachable one refers to.  queue grows while it is walked."""
    aside, words = set(), {}
    for each in queue:
        if working[each] == 0:
            aside.add(each)
            words[each] = "garbage"
            continue
        words.setdefault(each, "held from outside")
        for referent in refers[each]:
            if referent in aside:
                aside.discard(referent)
                queue.append(referent)
                words[referent] = "set aside, brought back"
            elif working[referent] == 0:
                words[referent] = "held by a survivor"
            working[referent] = working[referent] or 1
    return words


def show_table():
    if trial.rows:
        put(("      object  count  copied  after subtraction  verdict", DIM))
    for name, (count, left, word) in trial.rows.items():
        put((f"      {name:<6}  {count:5}  {count:6}  ",), (f"{left:17}", MAGENTA),
            (f"  {word}", MAGENTA if word == "garbage" else None))


def collects(code, generation):
    """Begins a step that runs gc.collect(generation): its table, if there are members, and its answer."""
    end_step()
    story.code = code
    story.events.clear()
    put()
    lay("  >>> ", code, CYAN, BOLD)
    work_out(generation)
    show_table()
    found = gc.collect(generation)
    check_verdicts()
    lay("      ", str(found))
    return found


def check_verdicts():
    """Who is called garbage is gone, and nobody else: gc.collect has the last word."""
    there = set(map(id, gc.get_objects()))
    for address, name in trial.names.items():
        if name in trial.rows and (address in there) == (verdict(name) == "garbage"):
            contradicted(f"the table calls {name} {verdict(name)!r}, and gc.collect does not agree")
    trial.names = {}


def copied(name):
    return trial.rows[name][0]


def left_of(name):
    return trial.rows[name][1]


def verdict(name):
    return trial.rows[name][2] if name in trial.rows else "not examined"
