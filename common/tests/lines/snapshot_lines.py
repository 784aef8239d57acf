"""Asks Python's tracemalloc and ours the same of random traces: snapshot_lines.c, lines.py."""

import re
import sys
import tracemalloc
import warnings

import lines

KEYS = "lineno", "filename", "traceback"
NAMES = ("a.c", "b.c", "aa.c", "A.c", "lib/a.c", "lib/deep/x.c", "x[1].c", "-", "<unknown>",
         "lib/\u00b5s.c", "m.py", "m.pyc", "^.c", "!.c", "-.c", "\u00b5.c")
PATTERNS = NAMES + ("*", "?.c", "[ab].c", "[!a].c", "lib/*", "*a*.c", "[a-z]*", "*[[]1].c", "a[",
                         "??", "**.c", "*.?", "[]x].c", "[!]]*", "*/*", "[a-a]*", "\\a.c", "a.C",
                         "*b*c*")
MATCHES = [("[^a].c", "^.c"), ("[^a].c", "b.c"), ("[[:alpha:]]", "a]"), ("[!a]", "b"), ("[!]]", "]"),
           ("a[", "a["), ("a[b", "a[b"), ("A.c", "a.c"), ("a?c", "a\nc"), ("*", "a\nb"), ("", ""),
           ("a.py", "a.pyc"), ("a.pyc", "a.py"), ("*.pyc", "a.pyc"), ("a.pyo", "a.py"), ("?", "\u00b5"),
           ("[z-a!b]", "c"), ("[z-a!-b]", "-"), ("[z-a!-b]", "c"), ("[]-a]", "^"), ("[--a]", "."),
           ("[z-a]", "z"), ("[!z-a]", "z"), ("\\*", "\\a"), ("[\\]]", "\\]"), (".pyc", ".py")]
SIZES = (0, 1, 2, 3, 10, 10, 10, 99, 100, 1000, 5000, 10239, 10240, 10241, 102399, 102400, 1048575,
         1048576, 10485759, 10485760, 2**40 - 1, 2**41, 2**50)


def random_stack(random):
    return tuple((random.choice(NAMES), random.choice((0, 1, 2, 3, 10, 578)))
                 for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5))))


def random_size(random):
    return random.choice(SIZES) if random.random() < .7 else random.randrange(20000)


def random_traces(random, stacks):
    return [(0, random_size(random), stack, len(stack) + random.choice((0, 0, 0, 1, 7)))
            for stack in random.choices(stacks, k=random.choice((0, 1, 5, 20, 60)))]


def random_ties(random, stacks):
    """Hardly any difference: the order hangs on the last of what it goes by."""
    return [(0, random.choice((0, 1, 2)), stack, len(stack))
            for stack in stacks for _ in range(random.choice((0, 1, 1, 2, 3)))]


def in_order(traces):
    """Python leaves the order of traces open; ours is this one."""
    return sorted(traces, key=lambda trace: (trace[2][::-1], trace[3], trace[1]))


def stack_text(stack):
    return "".join(f" <{name}:{line}" for name, line in stack)


def ask_traces(ask, traces, limit):
    words = ["traces", limit, len(traces)]
    for _, size, stack, total in traces:
        words += ["\n ", size, total, len(stack), *(word for frame in stack for word in frame)]
    ask(" ".join(map(str, words)))


def ask_statistics(ask, question, key, statistics):
    def text(row):
        frames = row.traceback._frames[::-1] if key == "traceback" else ()
        return str(row) + stack_text(frames)
    ask(f"{question} {KEYS.index(key)}", *map(text, statistics), f"{len(statistics)} groups")


def ask_filters(random, ask, snapshot):
    filters = [tracemalloc.Filter(random.random() < .6, random.choice(PATTERNS),
                                  random.choice((None, None, 0, 1, 2, 3)), random.random() < .4)
               for _ in range(random.randint(0, 4))]
    words = ["filters", len(filters)]
    for each in filters:
        words += [int(each.inclusive), each.filename_pattern, int(each.lineno is not None),
                  each.lineno or 0, int(each.all_frames)]
    filtered = snapshot.filter_traces(filters)
    ask(" ".join(map(str, words)), f"{len(filtered.traces)} kept")
    return filtered


def ask_traces_back(ask, snapshot):
    ask("print", *(f"{trace[1]} of {trace[3]}{stack_text(trace[2])}"
                   for trace in in_order(snapshot.traces._traces)))


def ask_size(random, ask):
    size = random.choice((random.choice(SIZES), random.randrange(2**random.randrange(1, 62)),
                          random.uniform(0, 1e6), random.choice(SIZES) * random.uniform(.99, 1.01)))
    size *= random.choice((1, -1))
    sign = random.random() < .5
    ask(f"size {size!r} {int(sign)}", tracemalloc._format_size(size, sign))


def random_pattern(random):
    pieces = "ab-!^[]*?.\\\u00b5\u20ac\n&~|z" + "[]-!" * 2
    return "".join(random.choice(pieces) for _ in range(random.randrange(9)))


def random_name(random, pattern):
    if random.random() < .3:
        return "".join(random.choice("ab-!^[.\\\u00b5\u20ac\n]z") for _ in range(random.randrange(4)))
    end = random.choice(("", "", ".py", ".pyc"))
    return "".join(random.choice("ab-!^z\u00b5") if letter in "*?" else letter
                   for letter in re.sub(r"\[!?(.[^]]*)\]", lambda found: random.choice(found[1]),
                                        pattern)) + end


def ask_match(random, ask):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sets that another Python may read otherwise
        for pattern, name in MATCHES + [(each, random_name(random, each)) for each in
                                        (random_pattern(random) for _ in range(60))]:
            if random.random() < .2:
                pattern += random.choice((".py", ".pyc"))
            found = tracemalloc.Filter(True, pattern)._match((0, 1, ((name, 1),), 1))
            ask(f"match x{pattern.encode().hex()} x{name.encode().hex()}", found)


def make_round(random):
    one = lines.Round()
    snapshots = []
    stacks = [random_stack(random) for _ in range(random.randint(1, 12))]
    random_kind = random.choice((random_traces, random_ties))
    for _ in range(2):
        traces, limit = random_kind(random, stacks), random.randint(1, 9)
        ask_traces(one.ask, traces, limit)
        snapshots.append(tracemalloc.Snapshot(traces, limit))
    old, new = snapshots
    for filtered in range(2):
        for key in KEYS:
            ask_statistics(one.ask, "statistics", key, new.statistics(key))
            ask_statistics(one.ask, "compare", key, new.compare_to(old, key))
        ask_traces_back(one.ask, new)
        if not filtered:
            new = ask_filters(random, one.ask, new)
    for _ in range(20):
        ask_size(random, one.ask)
    ask_match(random, one.ask)
    return one


if __name__ == "__main__":
    sys.exit(lines.main(make_round, rounds=200))
