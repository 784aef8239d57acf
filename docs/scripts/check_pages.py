"""Looks at every page of the site in headless Chromium: check_pages.py HTML.

At the widths of a phone, a small tablet and two desks:

- nothing lies over anything: the course, the text, the contents, players, tables, transcripts, figures;
- the page does not scroll sideways; what is wider than its place scrolls by itself, and shows that it does;
- no letter is smaller than 11 px; one h1, and headings that go down one step at a time;
- the keyboard reaches search, drawer and tabs; no script fails, and nothing is asked for from outside.

Without Chromium it says so and exits with 77.
"""

import sys
from pathlib import Path

import browser

WIDTHS = [(390, 844), (768, 1024), (1000, 800), (1280, 900)]

# Runs in the page: what is wrong with it at this width.
LOOK = r"""
(async () => {
  await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  const wrong = new Set();
  const name = e => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.classList[0] ? "." + e.classList[0] : "") +
    ` "${e.textContent.trim().replace(/\s+/g, " ").slice(0, 24)}"`;
  const root = document.documentElement, main = document.querySelector("main");
  if (root.scrollWidth > root.clientWidth) wrong.add(`the page is ${root.scrollWidth - root.clientWidth} px wider than the screen`);
  const scrolls = e => /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX);
  const inside = e => { for (let p = e.parentElement; p && p !== main; p = p.parentElement) if (scrolls(p)) return true; return false; };
  const seen = e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && e.checkVisibility({visibilityProperty: true}); };

  const blocks = [...document.querySelectorAll(".side, main, aside, main p, main h1, main h2, main h3, main h4, main table, main figure, " +
    "main details, main blockquote, main li, main dt, main dd, section.player, .stage, .controls, .terminal, .tabs, div.fragment, .question, nav.steps, .memproto, .memdoc")]
    .filter(e => seen(e) && !e.closest("#says, nav.side *, svg")).map(e => [e, e.getBoundingClientRect()]);
  for (const [e, r] of blocks) {
    if (!main.contains(e) || e === main || inside(e)) continue;
    if (r.right > main.getBoundingClientRect().right + 9 || r.left < -1) wrong.add(`${name(e)} sticks out of the text`);
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth && !scrolls(e) && getComputedStyle(e).display !== "inline")
      wrong.add(`${name(e)} is ${e.scrollWidth - e.clientWidth} px wider than its place`);
  }
  blocks.sort((a, b) => a[1].top - b[1].top);
  blocks.forEach(([a, r], at) => {
    for (let next = at + 1; next < blocks.length && blocks[next][1].top < r.bottom - 2; next++) {
      const [b, s] = blocks[next];
      if (Math.min(r.right, s.right) - Math.max(r.left, s.left) < 2 || a.contains(b) || b.contains(a) || inside(a) || inside(b)) continue;
      if (a.closest(".side, aside") && getComputedStyle(a.closest(".side, aside")).position === "fixed") continue;
      wrong.add(`${name(a)} and ${name(b)} lie over each other`);
    }
  });

  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const text = words.currentNode, e = text.parentElement;
    if (!text.data.trim() || /^(SCRIPT|STYLE)$/.test(e.tagName) || !seen(e)) continue;
    const size = parseFloat(getComputedStyle(e).fontSize) * (e.ownerSVGElement ? e.getScreenCTM().d : 1);
    if (size < 10.99) wrong.add(`letters of ${size.toFixed(1)} px: ${text.data.trim().slice(0, 30)}`);
  }

  for (const e of document.querySelectorAll("main *")) {
    if (e.scrollWidth <= e.clientWidth + 1 || !/auto|scroll/.test(getComputedStyle(e).overflowX) || !seen(e) || e.closest("svg")) continue;
    if (!e.classList.contains("scrolls") && !/^(INPUT|SELECT)$/.test(e.tagName)) wrong.add(`${name(e)} scrolls sideways and does not show it`);
  }
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(h => main.contains(h)).map(h => Number(h.tagName[1]));
  if (levels.filter(l => l === 1).length !== 1) wrong.add(`${levels.filter(l => l === 1).length} h1`);
  levels.forEach((l, at) => { if (at && l > levels[at - 1] + 1) wrong.add(`h${levels[at - 1]} is followed by h${l}`); });
  return [...wrong];
})()
"""


def check_looks(page, html):
    for file in sorted(html.glob("*.html")):
        page.size(*WIDTHS[0])
        page.open(file.resolve().as_uri())
        # Files of code have one layout and differ in their lines: the two ends will do.
        for width, height in WIDTHS[::3] if file.name.startswith(("code_", "program_")) else WIDTHS:
            page.size(width, height)
            yield from (f"{file.name} at {width}: {each}" for each in page.run(LOOK))
        yield from (f"{file.name}: {each}" for each in page.errors())
        for url in page.requests():
            if not url.startswith(("file:", "data:", "about:")):
                yield f"{file.name}: asks for {url}"


# ---- the keyboard alone ------------------------------------------------------------------------

def focus(page):
    return page.run("(e => e.id || e.getAttribute('role') || e.className || e.tagName)(document.activeElement)")


def tab_to(page, wanted, most=40):
    """Presses Tab until that has the focus; False: it never gets it."""
    for _ in range(most):
        page.press("Tab")
        if focus(page) == wanted:
            return True
    return False


def check_keyboard(page, html):
    lesson = sorted(html.glob("lesson_??.html"))[-1]
    page.size(390, 844)
    page.open(lesson.resolve().as_uri())
    if not tab_to(page, "drawer"):
        yield "Tab does not reach the drawer"
    page.press("Enter")
    if not page.run("document.querySelector('.side').checkVisibility()"):
        yield "Enter does not open the drawer"
    if not page.run("Boolean(document.activeElement.closest('.side'))"):
        yield f"the drawer opens, and the focus is on {focus(page)}"
    page.press("Escape")
    if page.run("document.querySelector('.side').checkVisibility()") or focus(page) != "drawer":
        yield "Escape does not close the drawer and lead back to its button"

    page.press("/")
    if focus(page) != "query":
        yield "/ does not lead to the search"
    page.call("Input.insertText", text="decref")
    page.run("new Promise(done => setTimeout(done, 60))")
    page.press("ArrowDown")
    if not page.run("document.querySelectorAll('#hits li[aria-selected=true]').length === 1"):
        yield "a search has nothing that the arrow down could choose"
    page.press("Enter")
    page.run("new Promise(done => setTimeout(done, 400))")
    if page.run("location.pathname").endswith(lesson.name) and not page.run("location.hash"):
        yield "Enter does not follow what the search found"

    page.open(next(each for each in sorted(html.glob("lesson_??.html")) if 'class="tabs"' in each.read_text()).resolve().as_uri())
    page.run("document.querySelector('[role=tablist]').previousElementSibling, document.querySelector('.tabs').tabIndex = -1,"
             " document.querySelector('.tabs').focus()")
    page.press("Tab")
    if focus(page) != page.run("document.querySelector('[role=tab][aria-selected=true]').id"):
        yield f"Tab does not reach the tabs, but {focus(page)}"
    page.press("ArrowRight")
    if page.run("[...document.querySelector('.tabs').querySelectorAll('.tab')].map(tab => !tab.hidden).indexOf(true)") != 1:
        yield "the arrow right does not show the next tab"


def main():
    if browser.find() is None:
        print("Skipped: there is no Chromium here (Debian's package chromium), so no page was looked at.")
        return 77
    html = Path(sys.argv[1])
    with browser.Browser() as page:
        complaints = [*check_looks(page, html), *check_keyboard(page, html)]
    print("\n".join(complaints) or f"{len(list(html.glob('*.html')))} pages, each at its widths")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
