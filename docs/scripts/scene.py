"""Where the objects of a recording stand, and how each looks.

A scene is a row of frames in which something is drawn. Graphviz lays out the union of all that the scene ever
shows, once, so that an object stays where it is from step to step; each of its states is drawn once, as a
piece of SVG that is put there. Where a story is about generations, each has a lane, and an object has a place
in every lane that it comes to.
"""

import html
import json
import subprocess

LETTER, ROW, HEAD, TAG = 7.85, 20, 24, 18  # in the units of a drawing, where letters are 13 high; LETTER: how wide
RADIUS, MARGIN = 7, 16
PHONE, LEAST = 324, .85  # a figure's width there; a drawing's letters are 13 px, and 11 at the least
LANES, LANE = ["gen 0", "gen 1", "gen 2", "frozen"], 58  # at the left, so wide


# ---- one object --------------------------------------------------------------------------------

def rows_of(obj):
    """[(label, what stands behind it, whether that is the end of an arrow)]"""
    rows = []
    if "weak" in obj:
        rows.append(("weak", "○" if obj["weak"] else "None", bool(obj["weak"])))
    for at, (label, value) in enumerate(obj["slots"]):
        is_reference = isinstance(value, int)
        rows.append((label or str(at), "●" if is_reference else "empty" if value is None else value, is_reference))
    if obj.get("more"):
        rows.append((f"… {obj['more']:,} more", "", False))
    if not rows:
        rows.append(("empty", "", False))
    was = f"was {obj['was']}" if "was" in obj else ""
    if obj.get("lost"):
        rows.append(("unreachable", was, False))
    elif was:
        rows.append((was, "", False))
    return rows


def count_text(obj):
    return "shared" if obj["count"] > 1_000_000 else f"count {obj['count']}"


def size_of(obj):
    """(width, height) that an object needs."""
    letters = max([len(obj["type"]) + 10, *(len(label) + len(value) + 2 for label, value, _ in rows_of(obj))])
    return round(letters * LETTER + 20), HEAD + ROW * len(rows_of(obj)) + 4


def text(x, y, words, kind, end=False):
    anchor = ' text-anchor="end"' if end else ""
    return f'<text x="{x:g}" y="{y:g}" class="{kind}"{anchor}>{html.escape(words)}</text>'


def row_svg(at, label, value, is_reference, width, lost):
    y = HEAD + at * ROW + 15
    parts = [text(10, y, label, "lost" if lost else "key")]
    if is_reference:
        hollow = " weak" if value == "○" else ""
        parts.append(f'<circle class="port{hollow}" cx="{width - 12:g}" cy="{y - 4:g}" r="4"/>')
    elif value:
        parts.append(text(width - 9, y, value, "value", end=True))
    return "".join(parts)


def box_svg(obj, width, height):
    """An object as SVG, its upper left corner at 0, 0. Its colours come from classes of the group around it."""
    rows = rows_of(obj)
    body = "".join(row_svg(at, *row, width, obj.get("lost") and at == len(rows) - 1) for at, row in enumerate(rows))
    return (f'<rect class="body" width="{width}" height="{height}" rx="{RADIUS}"/>'
            f'<path class="head" d="M0 {HEAD}V{RADIUS}a{RADIUS} {RADIUS} 0 0 1 {RADIUS} -{RADIUS}H{width - RADIUS}'
            f'a{RADIUS} {RADIUS} 0 0 1 {RADIUS} {RADIUS}V{HEAD}z"/>'
            f'{text(10, 16, obj["type"], "type")}{text(width - 9, 16, count_text(obj), "count", end=True)}{body}')


def class_of(obj):
    generation = obj.get("generation")
    words = ["box", f"g{generation}" if generation is not None else "gone" if obj.get("tracked") else "untracked"]
    return " ".join(words + [word for word in ("lost", "outside") if obj.get(word)])


# ---- where they stand --------------------------------------------------------------------------

class Scene:
    """What a row of frames shows, laid out once."""

    def __init__(self, frames, lanes=False):
        self.lanes = lanes
        self.sizes, self.edges, self.names, self.rows = {}, {}, {}, {}
        self.lane_of = {}
        for frame in frames:
            self.gather(frame.heap, frame.heap["objects"])
            for obj in frame.freed.values():
                self.add_object(obj)
        self.layouts = [self.lay_out(direction) for direction in (("BT",) if lanes else ("LR", "TB"))]

    # What there is.

    def place(self, obj):
        """An object's name in this scene's layouts."""
        if not self.lanes:
            return str(obj["n"])
        if "generation" in obj:
            self.lane_of[obj["n"]] = obj["generation"]
        return f"{obj['n']}g{self.lane_of.get(obj['n'], 0)}"

    def add_object(self, obj):
        place, (width, height) = self.place(obj), size_of(obj)
        before = self.sizes.get(obj["n"], (0, 0))
        self.sizes[obj["n"]] = (max(width, before[0]), max(height, before[1]))
        self.rows.setdefault(place, obj["n"])
        return place

    def gather(self, heap, objects):
        places = {obj["n"]: self.add_object(obj) for obj in objects}
        for key, kind in self.edges_of(heap, places):
            self.edges[key] = kind
        for name, target in heap["names"].items():
            if not self.lanes and (isinstance(target, str) or target in places):
                self.names.setdefault(name, 0)
                label = name if isinstance(target, int) else f"{name} = {target}"
                self.names[name] = max(self.names[name], round(len(label) * LETTER) + 10)

    def edges_of(self, heap, places):
        """[(key, kind)] of what refers to what: "3:1>4" from slot 1 of 3 to 4, "=a>3" from the name a."""
        for obj in heap["objects"]:
            weak = "weak" in obj
            if weak and obj["weak"] in places:
                yield f"{places[obj['n']]}:0>{places[obj['weak']]}", "weak"
            for at, (_, target) in enumerate(obj["slots"]):
                if isinstance(target, int) and target in places:
                    yield f"{places[obj['n']]}:{at + weak}>{places[target]}", "strong"
        if not self.lanes:
            for name, target in heap["names"].items():
                if isinstance(target, int) and target in places:
                    yield f"={name}>{places[target]}", "name"

    # Graphviz.

    def node(self, place, number):
        width, height = self.sizes[number]
        tag = f'<tr><td fixedsize="true" width="{width}" height="{TAG}"></td></tr>' if self.lanes else ""  # for names
        rows = "".join(f'<tr><td port="r{at}" fixedsize="true" width="{width}" height="{ROW}"></td></tr>'
                       for at in range((height - HEAD) // ROW))
        return (f'"{place}" [label=<<table border="0" cellborder="0" cellspacing="0" cellpadding="0">{tag}<tr><td '
                f'fixedsize="true" width="{width}" height="{HEAD}"></td></tr>{rows}<tr><td fixedsize="true" '
                f'width="{width}" height="4"></td></tr></table>>]')

    def graph(self, direction):
        lines = [f"digraph {{ graph [rankdir={direction} nodesep=0.32 ranksep={.62 if direction == 'LR' else .5}]"
                 " node [shape=plain fontsize=13] edge [arrowsize=0.7]"]
        lines += [self.node(place, number) for place, number in self.rows.items()]
        for name, width in self.names.items():
            lines.append(f'"={name}" [shape=box fixedsize=true label="" width={width / 72:.3f} height=0.36]')
        for key, kind in self.edges.items():
            tail, head = key.split(">")
            port = tail if tail.startswith("=") else tail.split(":")[0]
            exit_ = "" if tail.startswith("=") else f":r{tail.split(':')[1]}:e"
            lines.append(f'"{port}"{exit_} -> "{head}" [comment="{key}" weight={1 if kind == "strong" else 0 if kind == "weak" else 3}'
                         f'{" constraint=false" if self.lanes else ""}]')
        if self.lanes:
            lines += self.lane_lines()
        return "\n".join(lines + ["}"])

    def lane_lines(self):
        used = sorted({int(place.split("g")[1]) for place in self.rows})
        lines = []
        for lane in range(used[0], used[-1] + 1):
            here = " ".join(f'"{place}"' for place in self.rows if place.endswith(f"g{lane}"))
            lines.append(f'"lane{lane}" [shape=box fixedsize=true label="" width=0.1 height=0.3]')
            lines.append(f'{{ rank=same "lane{lane}" {here} }}')
            if lane > used[0]:
                lines.append(f'"lane{lane - 1}" -> "lane{lane}" [style=invis weight=50]')
        by_number = {}
        for place, number in self.rows.items():
            by_number.setdefault(number, []).append(place)
        for places in by_number.values():
            places.sort(key=lambda place: int(place.split("g")[1]))
            lines += [f'"{low}" -> "{high}" [style=invis weight=40]' for low, high in zip(places, places[1:])]
        return lines

    def lay_out(self, direction):
        """{w, h, boxes: {place: [x, y]}, names: {name: [x, y]}, edges: {key: path}, lanes: [[text, y]]}"""
        run = subprocess.run(["dot", "-Tjson"], input=self.graph(direction), capture_output=True, text=True, check=False)
        if run.returncode or run.stderr.strip():
            raise SystemExit(f"dot says: {run.stderr.strip()}\n{self.graph(direction)}")
        drawn = json.loads(run.stdout)
        width, height = map(float, drawn["bb"].split(",")[2:])
        left = MARGIN + (LANE if self.lanes else 0)
        flip = lambda x, y: (round(x + left, 1), round(height - y + MARGIN, 1))
        layout = {"w": round(width + left + MARGIN), "h": round(height + 2 * MARGIN), "boxes": {}, "names": {}, "edges": {},
                  "lanes": []}
        for node in drawn.get("objects", ()):
            if "pos" not in node:
                continue  # a rank
            x, y = flip(*map(float, node["pos"].split(",")))
            name = node["name"]
            if name in self.rows:
                w, h = self.sizes[self.rows[name]]
                layout["boxes"][name] = [round(x - w / 2, 1), round(y - h / 2 + (TAG / 2 if self.lanes else 0), 1)]
            elif name.startswith("="):
                layout["names"][name[1:]] = [x, y]
            elif name.startswith("lane"):
                layout["lanes"].append([LANES[int(name[4:])], x, y])
        for edge in drawn.get("edges", ()):
            if "comment" in edge:
                layout["edges"][edge["comment"]], points = path_of(edge["pos"], flip)
                layout["w"] = max(layout["w"], round(max(x for x, _ in points)) + 6)
                layout["h"] = max(layout["h"], round(max(y for _, y in points)) + 6)
        return layout

    def box(self, obj):
        return box_svg(obj, *self.sizes[obj["n"]])


def path_of(pos, flip):
    """Graphviz's spline ("e,x,y x,y x,y ...") as a path that ends at the arrow's point, and the points that it keeps within."""
    points = pos.split(" ")
    end = None
    if points[0].startswith("e,"):
        end = flip(*map(float, points.pop(0)[2:].split(",")))
    first, *rest = [flip(*map(float, point.split(","))) for point in points]
    show = lambda point: f"{point[0]:g} {point[1]:g}"
    path = f"M{show(first)}C{' '.join(show(point) for point in rest)}"
    return path + (f"L{show(end)}" if end else ""), [first, *rest]


# ---- a picture ---------------------------------------------------------------------------------

def name_svg(name, target, x, y):
    label = name if isinstance(target, int) else f"{name} = {target}"
    return f'<text class="name" x="{x:g}" y="{y + 4:g}" text-anchor="middle">{html.escape(label)}</text>'


def picture(frame, caption):
    """One heap as a figure that stands in the page without a script; where the drawing is wider than a phone, a
    phone gets one of its own, from top to bottom."""
    scene = Scene([frame])
    alt = html.escape(caption or "the heap at this step", quote=True)
    across, down = scene.layouts
    chosen = [("", across)]
    if across["w"] * LEAST > PHONE and down["w"] < across["w"]:
        chosen = [(" across", across), (" down", down)]
    figcaption = f"<figcaption>{caption_html(caption)}</figcaption>" if caption else ""
    drawn = "".join(f'<div class="drawing{kind}">{drawing(scene, frame, layout, alt)}</div>' for kind, layout in chosen)
    return f'<figure class="heap drawn">{drawn}{figcaption}</figure>\n'


def drawing(scene, frame, layout, alt):
    places = {obj["n"]: scene.place(obj) for obj in frame.heap["objects"]}
    places.update({number: scene.place(obj) for number, obj in frame.freed.items()})
    parts = [f'<path class="edge {kind}" d="{layout["edges"][key]}" marker-end="url(#arrow)"/>'
             for key, kind in scene.edges_of(frame.heap, places)]
    for obj in [*frame.heap["objects"], *frame.freed.values()]:
        x, y = layout["boxes"][places[obj["n"]]]
        dead = " dead" if obj["n"] in frame.freed else ""
        parts.append(f'<g class="{class_of(obj)}{dead}" transform="translate({x:g},{y:g})">{scene.box(obj)}</g>')
    for name, target in frame.heap["names"].items():
        if name in layout["names"]:
            parts.append(name_svg(name, target, *layout["names"][name]))
    height = layout["h"]
    if frame.heap["more"]:
        parts.append(text(MARGIN, height - 2, f"… and {frame.heap['more']:,} more", "more"))
        height += 6
    return (f'<svg role="img" aria-label="{alt}" viewBox="0 0 {layout["w"]} {height}" style="--width:{layout["w"]}px">'
            f'{"".join(parts)}</svg>')


def caption_html(caption):
    return html.escape(caption)


ARROW = ('<svg width="0" height="0" aria-hidden="true" class="defs"><defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" '
         'markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>'
         "</defs></svg>")
