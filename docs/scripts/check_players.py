"""Steps every player of the site from first to last, in headless Chromium: check_players.py HTML RUNS.

HTML is the built site, RUNS holds each lesson_NN/lesson_NN.jsonl. At a phone's width and at a desk's, light
and dark:

- each step shows what was recorded: the lines, the objects with their counts and names, who refers to whom, and
  inside a collection the working counts; at each claim, the heap of that claim, at its own address;
- no letter is smaller than 11 px, text has a contrast of 4.5:1, no arrow runs through text (a badge lies over what it covers);
- the keyboard alone gets through: arrows, and a question that waits is answered;
- a step is drawn in 16 ms: the fastest quarter of all, since other programs run beside this; no script fails; nothing is wider than the page.

And a lesson's page is not more than 250 kB gzipped, the site not more than 6 MB. Without Chromium it says so
and exits with 77.
"""

import gzip
import json
import sys
from pathlib import Path

import browser
import contents
import recording

VIEWS = [(390, 844, False), (390, 844, True), (1280, 900, False), (1280, 900, True)]

# Runs in the page: shows each frame of each player by the keyboard and says what is on the screen.
WALK = r"""
(async () => {
  const luminance = c => { const [r, g, b] = c.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
  const colour = s => { const m = s.match(/[\d.]+/g) || [0, 0, 0, 0]; return m.map(Number); };
  const over = (top, under) => { const a = top.length > 3 ? top[3] : 1; return [0, 1, 2].map(i => top[i] * a + under[i] * (1 - a)); };
  const page = over(colour(getComputedStyle(document.body).backgroundColor), document.documentElement.classList.contains("dark-mode") ? [22, 25, 29] : [255, 255, 255]);
  const ground = element => { const stack = [];
    for (let e = element; e; e = e.parentElement) stack.push(colour(getComputedStyle(e).backgroundColor));
    let under = page; for (const each of stack.reverse()) under = over(each, under); return under; };
  const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
  const checked = new Set(), wrong = new Set();
  const look = (element, ink, under) => {
    const size = parseFloat(getComputedStyle(element).fontSize) * (element.ownerSVGElement ? element.getScreenCTM().d : 1);
    if (size < 10.99) wrong.add(`letters of ${size.toFixed(1)} px: ${element.textContent.slice(0, 30)}`);
    const have = contrast(over(ink, under), under);
    if (have < 4.49) wrong.add(`contrast ${have.toFixed(2)}: ${element.textContent.slice(0, 30)} (${element.getAttribute("class")})`);
  };
  const fillAt = text => { const box = text.closest(".box"); if (!box || text.closest(".badge")) return text.closest(".badge")
      ? colour(getComputedStyle(text.parentElement.querySelector("circle")).fill) : page;
    const head = /type|count/.test(text.getAttribute("class"));
    return colour(getComputedStyle(box.querySelector(head ? ".head" : ".body")).fill); };
  const crossings = svg => { const texts = [...svg.querySelectorAll("text")].filter(t => !t.closest(".badge")).map(t => [t, t.getBoundingClientRect()]);
    const matrix = svg.getScreenCTM();
    for (const path of svg.querySelectorAll("path.edge")) { const length = path.getTotalLength();
      for (let at = 0; at < length - 8; at += 4) { const p = path.getPointAtLength(at).matrixTransform(matrix);
        for (const [text, r] of texts) if (p.x > r.left + 1 && p.x < r.right - 1 && p.y > r.top + 4 && p.y < r.bottom - 4)
          wrong.add(`an arrow (${path.dataset.e}) runs through "${text.textContent}"`); } } };
  const times = [], result = [];
  try { localStorage.clear(); } catch (error) { /* kept nowhere */ }
  for (const player of window.reclaimPlayers) {
    const frames = [];
    player.go(0, true); player.section.scrollIntoView();
    const press = key => player.transcript.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    for (let i = 0; i < player.data.frames.length; i++) {
      if (i > 0) {
        if (player.waits()) { press("ArrowRight");
          if (player.at !== i - 1) wrong.add("a question did not wait");
          if (!document.activeElement.closest(".guess")) wrong.add("a question that waits did not get the focus");
          [...player.section.querySelectorAll(".guess .show")].pop().click(); player.stop(); player.go(i - 1); }
        const began = performance.now(); press("ArrowRight"); player.section.getBoundingClientRect(); times.push(performance.now() - began);
      }
      if (player.at !== i) { wrong.add(`the right arrow led to ${player.at}, not to ${i}`); player.go(i, true); }
      const boxes = [...player.section.querySelectorAll(".view .box:not(.dead)")];
      frames.push({
        lines: player.rows.filter(r => !r.hidden).map(r => r.textContent),
        objects: Object.fromEntries(boxes.map(b => [b.dataset.n, b.querySelector(".type").textContent + " " + b.querySelector(".count").textContent.replace(/.*→ |count /, "")])),
        dead: [...player.section.querySelectorAll(".view .box.dead")].map(b => Number(b.dataset.n)).sort((a, b) => a - b),
        counts: Object.fromEntries(boxes.filter(b => b.querySelector(".badge")).map(b => [b.dataset.n, Number(b.querySelector(".badge text").textContent)])),
        names: [...player.section.querySelectorAll(".view text.name")].flatMap(t => t.textContent.split(", ")).map(t => t.split(" = ")[0]).sort(),
        edges: [...player.section.querySelectorAll(".view .edge")].map(e => e.dataset.e.replace(/g\d/g, "").replace(/:\d+/, "")).sort(),
        address: player.number.getAttribute("href")});
      if (i % 3 === 0 || player.data.frames[i].counts) { const svg = player.section.querySelector(".view svg");
        if (svg) { if (!document.documentElement.classList.contains("dark-mode")) crossings(svg); for (const text of svg.querySelectorAll("text")) if (!text.closest(".dead")) look(text, colour(getComputedStyle(text).fill), fillAt(text)); } }
    }
    for (const element of player.section.querySelectorAll(".terminal .row:not([hidden]) > *, .controls button:not(:disabled), .stage p, .verdict p, .number"))
      if (element.textContent.trim()) look(element, colour(getComputedStyle(element).color), ground(element));
    result.push({act: player.data.act, frames});
  }
  times.sort((a, b) => a - b);
  return JSON.stringify({players: result, wrong: [...wrong], times,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth});
})()
"""


def expected(act, frame, lanes, lesson, number, at):
    """What one frame has to show, from the recording alone."""
    heap = frame.heap
    objects = {each["n"]: each for each in heap["objects"]}
    count = lambda each: "shared" if each["count"] > 1_000_000 else str(each["count"])
    edges = []
    for each in heap["objects"]:
        edges += [f"{each['n']}>{to}" for _, to in each["slots"] if isinstance(to, int) and to in objects]
        edges += [f"{each['n']}>{each['weak']}"] if each.get("weak") in objects else []
    held = {name: to for name, to in heap["names"].items() if isinstance(to, int) and to in objects}
    edges += [] if lanes else [f"={name}>{to}" for name, to in held.items()]
    drawn = heap["objects"] or frame.freed
    names = held if lanes else {name: to for name, to in heap["names"].items() if name in held or isinstance(to, str)}
    return {"lines": [line for line in act.lines[:frame.line + 1]],
            "objects": {str(n): f"{each['type']} {count(each)}" for n, each in objects.items()},
            "dead": sorted(frame.freed), "counts": {str(n): count for n, count in frame.counts.items()},
            "names": sorted(names) if drawn else [], "edges": sorted(edges),
            "address": f"#{frame.claim or f'{lesson}.{number}-{at + 1}'}"}


def compare(where, run, players):
    for number, act in enumerate(run.acts, 1):
        shown = next((each["frames"] for each in players if each["act"] == number), None)
        if shown is None:
            continue  # an act that the page leaves out; that every claim has its step is asked below
        if len(shown) != len(act.frames):
            yield f"{where}: act {number} has {len(act.frames)} steps, and {len(shown)} were shown"
        lanes = any(line.startswith("      generation of ") for line in act.lines)
        for at, (frame, seen) in enumerate(zip(act.frames, shown)):
            wanted = expected(act, frame, lanes, run.lesson, number, at)
            for what, value in wanted.items():
                if seen[what] != value:
                    yield f"{where}: act {number}, step {at + 1}: {what} should be {value}, and {seen[what]} is shown"


def check_page(page, url, lesson, run, times):
    for width, height, dark in VIEWS:
        where = f"lesson_{lesson} at {width}, {'dark' if dark else 'light'}"
        page.size(width, height, dark)
        page.open(url)
        seen = json.loads(page.run(WALK))
        yield from compare(where, run, seen["players"])
        yield from (f"{where}: {each}" for each in seen["wrong"] + page.errors())
        if seen["wide"] > 0:
            yield f"{where}: the page is {seen['wide']} px wider than the screen"
        times.extend(seen["times"])


def check_addresses(page, url, run):
    """Each claim's address opens its step."""
    page.open(url)
    for claim in run.claims:
        shown = page.run(f"location.hash = '#{claim}', new Promise(done => setTimeout(() => done(reclaimPlayers.some("
                         f"p => p.data.frames[p.at].claim === '{claim}')), 0))")
        if not shown:
            yield f"{url}#{claim} does not show the step"


def check_sizes(html):
    for file in html.glob("lesson_??.html"):
        if (size := len(gzip.compress(file.read_bytes()))) > 250_000:
            yield f"{file.name}: {size} bytes gzipped"
    if (size := sum(path.stat().st_size for path in html.rglob("*") if path.is_file())) > 6_000_000:
        yield f"the site has {size} bytes"


def main():
    if browser.find() is None:
        print("Skipped: there is no Chromium here (Debian's package chromium), so no player was stepped through.")
        return 77
    html, runs = map(Path, sys.argv[1:3])
    complaints, steps, times = list(check_sizes(html)), 0, []
    with browser.Browser() as page:
        for lesson in contents.read().lessons:
            run = recording.read(runs / f"lesson_{lesson.number}" / f"lesson_{lesson.number}.jsonl")
            url = (html / f"lesson_{lesson.number}.html").resolve().as_uri()
            complaints += check_page(page, url, lesson.number, run, times)
            complaints += check_addresses(page, url, run)
            steps += sum(len(act.frames) for act in run.acts)
    if times and sorted(times)[len(times) // 4] > 16:
        complaints.append(f"a step takes {sorted(times)[len(times) // 4]:.1f} ms to draw")
    print("\n".join(complaints) or f"{steps} steps, each as recorded, at {len(VIEWS)} views")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
