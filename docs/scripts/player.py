"""An act of a recording as a player: the transcript, and the data from which docs/style/player.js draws.

Without a script the transcript stands there whole.
"""

import html
import json
import re

import scene
import transcript


def short(text):
    """The little Markdown that a question may hold."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def ask_data(ask, number):
    """A question for the script; texts are HTML."""
    if not ask.get("choices"):
        return {"id": number, "ask": short(ask["ask"]), "choices": []}
    return {"id": number, "kind": ask["kind"], "ask": short(ask["ask"]), "typed": ask["typed"], "right": ask["right"],
            "choices": [{"text": short(each["text"]), "claim": each["claim"], "because": short(each["because"])}
                        for each in ask["choices"]]}


def is_drawn(frame):
    return bool(frame.heap["objects"] or frame.freed)


def split_scenes(act):
    """[(first frame, frames)] of what is drawn without a pause."""
    scenes, current = [], []
    for frame in act.frames:
        if is_drawn(frame):
            current.append(frame)
        elif current:
            scenes.append(current)
            current = []
    return scenes + ([current] if current else [])


class Player:
    def __init__(self, lesson, number, act, asks_before):
        self.lesson, self.number, self.act = lesson, number, act
        self.states, self.state_of = [], {}
        self.scenes = []
        self.asks = asks_before
        self.data = {"lesson": lesson, "act": number, "scenes": [], "states": self.states, "frames": []}
        lanes = any(line.startswith("      generation of ") for line in act.lines)
        of_frame = {}
        for frames in split_scenes(act):
            made = scene.Scene(frames, lanes)
            made.lane_of.clear()  # the frames come by once more
            for frame in frames:
                of_frame[id(frame)] = len(self.data["scenes"])
            self.scenes.append(made)
            self.data["scenes"].append({"lanes": lanes, "layouts": made.layouts})
        self.data["frames"] = [self.frame(frame, of_frame.get(id(frame))) for frame in act.frames]

    def state(self, obj, at):
        """The number of an object's state among those that are drawn."""
        key = (at, json.dumps(obj, sort_keys=True))
        if key not in self.state_of:
            drawn = self.scenes[at]
            self.state_of[key] = len(self.states)
            width, height = drawn.sizes[obj["n"]]
            self.states.append({"n": obj["n"], "type": obj["type"], "count": obj["count"], "held": obj["held"],
                                "class": scene.class_of(obj), "w": width, "h": height, "svg": drawn.box(obj),
                                "slots": obj["slots"], **({"was": obj["was"]} if "was" in obj else {})})
        return self.state_of[key]

    def frame(self, frame, at):
        data = {"line": frame.line}
        for name in ("claim", "caption", "inside"):
            if getattr(frame, name):
                data[name] = getattr(frame, name)
        if frame.ask is not None:
            self.asks += 1
            data["ask"] = ask_data(frame.ask, f"{self.lesson}-g{self.asks}")
        if at is not None:
            self.draw(data, frame, at)
        return data

    def draw(self, data, frame, at):
        drawn, heap = self.scenes[at], frame.heap
        places = {obj["n"]: drawn.place(obj) for obj in heap["objects"]}
        data["scene"] = at
        data["boxes"] = [[self.state(obj, at), places[obj["n"]]] for obj in heap["objects"]]
        data["names"] = heap["names"]
        weak = {obj["n"] for obj in heap["objects"] if "weak" in obj}
        off = {f"{places[holder]}:{slot + (holder in weak)}>" for holder, slot in frame.off}
        now = frame.now and f"{places[frame.now[0]]}:{frame.now[1] + (frame.now[0] in weak)}>"
        data["edges"] = [[key, "now" if now and key.startswith(now) else
                          "off" if key.split(">")[0] + ">" in off else kind]
                         for key, kind in drawn.edges_of(heap, places)]
        if frame.freed:
            data["freed"] = [[self.state(obj, at), drawn.place(obj)] for obj in frame.freed.values()]
        if heap["more"]:
            data["more"] = heap["more"]
        if frame.counts:
            data["counts"] = frame.counts
        if frame.aside:
            data["aside"] = list(frame.aside)
        if frame.focus:
            data["focus"] = frame.focus

    def html(self):
        rows = transcript.to_rows(self.act.lines)
        data = json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        title = html.escape(self.act.title, quote=True)
        bare = "" if self.scenes else " bare"
        return (f'<section class="player{bare}" id="act-{self.lesson}-{self.number}" aria-label="Act {self.number}: {title}">'
                f'<div class="terminal" role="figure" aria-label="transcript of act {self.number}: {title}">'
                f'<div class="act"><span class="dim">Act {self.number}</span> {html.escape(self.act.title)}</div>'
                f'{rows}</div><script type="application/json" class="recorded">{data}</script></section>\n')


def to_html(recording, number):
    act = recording.acts[number - 1]
    before = sum(frame.ask is not None for earlier in recording.acts[:number - 1] for frame in earlier.frames)
    return Player(recording.lesson, number, act, before).html()


# ---- the questions at the end -------------------------------------------------------------------

def claim_link(claim):
    return f'<a href="lesson_{claim[:2]}.html#{claim}">{claim}</a>'


def question_html(data):
    """A question that can be read without a script, and that the script turns into a card."""
    choices = "".join(f"<li>{each['text']}</li>" for each in data["choices"])
    right = data["choices"][data["right"]]
    payload = html.escape(json.dumps(data, ensure_ascii=False), quote=True)
    return (f'<div class="question" data-question="{payload}"><p>{data["ask"]}</p><ol>{choices}</ol><details><summary>Show me</summary>'
            f'<p>{right["text"]} {right["because"]} {claim_link(right["claim"])}</p></details></div>')


def questions_html(recording):
    cards = [question_html(ask_data(each, f"{recording.lesson}-q{at}"))
             for at, each in enumerate(recording.questions, 1)]
    return f'<div class="questions">{"".join(cards)}</div>\n'
