"""Does the same to Python's WeakValueDictionary and to ours: see weakvalues_lines.c, lines.py."""

import gc
import sys
import weakref

import lines

KEYS = ("0", "1", "2", "3", "4", "5", "6", "left", "right")
VARIABLES = 8


class World:
    """A dictionary, the variables, and what they tell."""

    def __init__(self):
        self.told = []
        self.dict = weakref.WeakValueDictionary()
        self.variables = [None] * VARIABLES
        self.made = 0
        self.watchers = []

    def tell(self, text):
        self.told.append(str(text))

    def set(self, key, value):
        try:
            self.dict[key] = value
        except TypeError as error:
            self.tell(f"TypeError: {error}")

    def do_make(self, variable, how):
        self.variables[int(variable)] = Node(self, self.made, how)
        self.made += 1

    def do_watch(self, variable, key, other):
        def callback(_):
            self.set(key_of(key), self.variables[int(other)])
        if self.variables[int(variable)] is not None:
            self.watchers.append(weakref.ref(self.variables[int(variable)], callback))

    def do_drop(self, variable):
        self.variables[int(variable)] = None

    def do_link(self, one, other):
        if self.variables[int(one)] is not None:
            self.variables[int(one)].other = self.variables[int(other)]

    def do_set(self, key, variable):
        self.set(key_of(key), self.variables[int(variable)])

    def do_get(self, key):
        value = self.dict.get(key_of(key))
        self.tell("nothing" if value is None else value.number)

    def do_len(self):
        self.tell(len(self.dict))

    def do_collect(self, generation):
        self.tell(f"{gc.collect(int(generation))} collected")


class Node:
    __slots__ = "number", "how", "other", "world", "__weakref__"

    def __init__(self, world, number, how):
        self.world, self.number, self.how = world, number, how

    def __del__(self):
        self.world.tell(f"{self.number} dies")
        if self.how == "1":
            self.world.tell(f"{len(self.world.dict)} entries")
        if self.how == "2":
            self.world.set(0, self.world.variables[0])


def key_of(text):
    return int(text) if text.isdigit() else text


def random_operation(random):
    variable, key = str(random.randrange(VARIABLES)), random.choice(KEYS)
    return random.choice((
        ("make", variable, random.choice("0012")), *(("make", variable, "0"),) * 3,
        ("drop", variable), ("watch", variable, key, str(random.randrange(VARIABLES))),
        ("link", variable, str(random.randrange(VARIABLES))), ("link", variable, variable),
        *(("set", key, variable),) * 5, ("get", key), ("get", key), ("len",),
        ("collect", random.choice("012"))))


def make_round(random):
    one, world = lines.Round(), World()
    gc.collect()
    gc.freeze()
    operations = [("make", str(i), "0") for i in range(VARIABLES)]
    operations += [random_operation(random) for _ in range(random.choice((20, 100, 400)))]
    operations += [*(("drop", str(i)) for i in range(VARIABLES)), ("collect", "2"), ("len",)]
    for operation in operations:
        world.told.clear()
        getattr(world, "do_" + operation[0])(*operation[1:])
        one.ask(" ".join(operation), *world.told)
    gc.unfreeze()
    return one


if __name__ == "__main__":
    gc.disable()
    sys.exit(lines.main(make_round, rounds=300))
