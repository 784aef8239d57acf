"""Reads a recording (docs/pages/recording.md): a lesson's run as acts, and each act as frames.

A frame is what a reader sees at one moment: the transcript up to a line, the heap, and inside a collection
the working counts. What is derived here (each single subtraction) is held against what the collector
reported; a recording that does not add up stops the build.
"""

import json
from dataclasses import dataclass, field

VERSION = 1
EMPTY = {"names": {}, "objects": [], "more": 0, "freed": []}


class Broken(SystemExit):
    """A recording that cannot be used, and why."""


@dataclass
class Frame:
    line: int  # the last line of the transcript that is shown
    heap: dict
    claim: str = ""
    ask: dict = None  # a question is asked here; {}: one without choices
    caption: str = ""
    inside: str = ""  # of a collection: its phase
    counts: dict = field(default_factory=dict)  # working counts, by birth number
    off: tuple = ()  # references taken off so far: (holder, slot)
    now: tuple = None  # the one that is taken off now
    aside: tuple = ()  # birth numbers set aside
    focus: int = 0  # the object that it is about
    freed: dict = field(default_factory=dict)  # objects that went since the frame before


@dataclass
class Act:
    title: str
    lines: list = field(default_factory=list)
    frames: list = field(default_factory=list)


@dataclass
class Recording:
    lesson: str
    title: str
    acts: list = field(default_factory=list)
    steps: list = field(default_factory=list)  # a frame after each step, captioned with its line of Python
    act_of_step: list = field(default_factory=list)  # from 1 on
    claims: dict = field(default_factory=dict)  # id: (whether it was true, its sentence)
    asked: list = field(default_factory=list)
    questions: list = field(default_factory=list)


def name_of(heap, number):
    """What a person would call an object: a name, its name attribute, or its type and number."""
    objects = {each["n"]: each for each in heap["objects"]}
    for name, target in heap["names"].items():
        if target == number:
            return name
    if number not in objects:
        return f"object {number}"
    for label, value in objects[number]["slots"]:
        if label == "name" and isinstance(value, str):
            return value.strip("'")
    was = objects[number].get("was")
    return f"the {objects[number]['type']} that was {was}" if was else f"{objects[number]['type']} {number}"


def slot_name(heap, holder, slot):
    """How a person would write a reference: a.to, box[0], cache['latest']."""
    obj = next(each for each in heap["objects"] if each["n"] == holder)
    label = obj["slots"][slot][0]
    name = name_of(heap, holder)
    return f"{name}[{slot}]" if not label else f"{name}[{label}]" if label[0] == "'" else f"{name}.{label}"


class Collection:
    """The frames inside one collection; its heap is the one that was recorded as it began."""

    def __init__(self, reader, record):
        self.reader, self.heap, self.record = reader, reader.heap, record
        self.members = record["members"]
        self.inner = {number: count for number, count in record["inner"]}
        self.counts, self.off, self.aside, self.parted = {}, [], [], False

    def frame(self, inside, caption, **more):
        if self.members:
            self.reader.add(inside=inside, caption=caption, counts=dict(self.counts), off=tuple(self.off),
                            aside=tuple(self.aside), heap=self.heap, **more)

    def copied(self, record):
        self.counts = dict(record["counts"])
        counts = {each["n"]: each["count"] for each in self.heap["objects"]}
        for number, count in self.counts.items():
            if counts[number] != count:
                raise Broken(f"the working count of {number} was copied as {count}, its count is {counts[number]}")
        generation = self.record["generation"]
        which = "everything" if generation == 2 else f"generation {generation}" + (" and 0" if generation else "")
        self.frame("copied", f"A collection of {which} examines {self.record['examined']} objects. Copied: each has a"
                             " working count, equal to its count.")
        self.subtract()

    def subtract(self):
        left = {number: count - self.inner[number] for number, count in self.counts.items()}
        for holder in self.members:
            obj = next(each for each in self.heap["objects"] if each["n"] == holder)
            for slot, (_, target) in enumerate(obj["slots"]):
                if isinstance(target, int) and target in self.counts and self.counts[target] > left[target]:
                    self.counts[target] -= 1
                    self.frame("subtracted", f"Subtracted: {slot_name(self.heap, holder, slot)} refers to"
                               f" {name_of(self.heap, target)}, and both are examined. One is taken off.",
                               now=(holder, slot), focus=target)
                    self.off.append((holder, slot))
        hidden = {number: count - left[number] for number, count in self.counts.items() if count != left[number]}
        self.counts = left
        for number, count in hidden.items():
            self.frame("subtracted", f"Subtracted: {count} more from objects that are examined and not drawn.", focus=number)

    def subtracted(self, record):
        found = dict(record["counts"])
        if found != self.counts:
            raise Broken(f"subtraction leaves {self.counts}, and the collector had {found}")
        self.frame("left", "What is left counts the references from outside.")

    def move(self, record):
        number, name = record["n"], name_of(self.heap, record["n"])
        if record["to"] == "aside":
            self.aside.append(number)
            self.frame("aside", f"{name} has nothing left: set aside. Perhaps garbage.", focus=number)
        else:
            if number not in self.aside:
                raise Broken(f"object {number} was brought back and had not been set aside")
            self.aside.remove(number)
            self.counts[number] = 1
            self.frame("back", f"Somebody reachable refers to {name}: brought back.", focus=number)

    def parted_(self, record):
        if sorted(record["garbage"]) != sorted(self.aside):
            raise Broken(f"{self.aside} were still set aside, and the collector has {record['garbage']} as garbage")
        found = record["found"]
        self.frame("parted", f"Garbage: {found}. Nobody brought {'it' if found == 1 else 'them'} back." if found
                   else "Nobody is set aside any more: nothing is garbage.")
        self.parted = True


class Reader:
    def __init__(self, records):
        head = records[0]
        if head.get("k") != "recording" or head.get("version") != VERSION:
            raise Broken(f"this is no recording of version {VERSION}")
        if records[-1]["k"] != "end":
            raise Broken("the recording ends in the middle")
        self.result = Recording(head["lesson"], head["title"])
        self.act, self.heap, self.collection = None, EMPTY, None
        self.pending, self.shown, self.freed = {}, EMPTY, {}
        self.code, self.named, self.freed_in_step = "", {}, {}
        for record in records[1:]:
            getattr(self, "read_" + record["k"])(record)
        self.flush()

    # ---- frames

    def add(self, **fields):
        fields.setdefault("heap", self.heap)
        self.act.frames.append(Frame(line=len(self.act.lines) - 1, freed=self.freed, **fields))
        self.freed, self.shown = {}, fields["heap"]

    def flush(self):
        """A frame for what nobody has seen yet."""
        if self.act is None or not self.act.lines:
            return
        seen = self.act.frames[-1].line if self.act.frames else -1
        if any(line.strip() for line in self.act.lines[seen + 1:]) or self.heap is not self.shown:
            self.add()

    # ---- records

    def read_act(self, record):
        self.flush()
        self.act = Act(record["title"])
        self.result.acts.append(self.act)

    def read_line(self, record):
        text = record["text"]
        if self.act is None or text.startswith("━━ Act"):
            return
        if text.startswith("  >>> ") and not self.code:
            self.code = text[6:]
        if self.act.lines or text:
            self.act.lines.append(text)
        if "claim" in self.pending:
            id_, true = self.pending.pop("claim")
            self.result.claims[id_] = (true, text.split("  ", 3)[-1].strip())
            self.add(claim=id_)
        if "ask" in self.pending:
            ask = self.pending.pop("ask")
            ask.setdefault("ask", text[4:])
            self.result.asked.append(ask)
            self.add(ask=ask)

    def read_heap(self, record):
        gone = set(record["freed"])
        went = {each["n"]: each for each in self.heap["objects"] if each["n"] in gone}
        self.freed.update(went)
        self.freed_in_step.update(went)
        self.named.update({number: name for name, number in record["names"].items() if isinstance(number, int)})
        for each in record["objects"]:  # who has no name any more, and none of its own: the last that it had
            has_name = each["n"] in record["names"].values() or any(label == "name" for label, _ in each["slots"])
            if each["n"] in self.named and not has_name:
                each["was"] = self.named[each["n"]]
        self.heap = record

    def read_step(self, record):
        self.flush()
        self.code = ""

    def read_done(self, record):
        self.flush()
        self.collection = None
        self.result.steps.append(Frame(0, self.heap, caption=self.code, freed=self.freed_in_step))
        self.result.act_of_step.append(len(self.result.acts))
        self.freed_in_step = {}

    def read_claim(self, record):
        self.pending["claim"] = (record["id"], record["true"])

    def read_ask(self, record):
        self.flush()
        self.pending["ask"] = {key: value for key, value in record.items() if key != "k"}

    def read_question(self, record):
        self.result.questions.append({key: value for key, value in record.items() if key != "k"})

    def read_collection(self, record):
        self.collection = Collection(self, record)

    def read_phase(self, record):
        phase = record["phase"]
        if phase in ("copied", "subtracted"):
            getattr(self.collection, phase)(record)
        elif phase == "parted":
            self.collection.parted_(record)
        elif phase == "promoted" and self.collection.members and self.heap is not self.shown:
            self.add(inside="promoted", caption="Who survived is one generation older, or stays in the oldest.")

    def read_move(self, record):
        self.collection.move(record)

    def read_collections(self, record):
        more = f"{record['count']:,} collections"
        self.add(caption=f"During this line: {more}, which examined {record['examined']:,} objects.")

    def read_end(self, record):
        pass


def read(path):
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    try:
        return Reader(records).result
    except Broken as broken:
        raise SystemExit(f"{path}: {broken}") from None
