"""A Graphviz file as an SVG that stands in the page itself, so that the site's style reaches it.

Black becomes the colour of the text and white the colour of the page, which change in the dark.
"""

import re
import subprocess
import html


def to_html(path, caption):
    run = subprocess.run(["dot", "-Tsvg", str(path)], capture_output=True, text=True, check=False)
    if run.returncode or run.stderr.strip():
        raise SystemExit(f"{path}: dot says: {run.stderr.strip()}")
    svg = run.stdout[run.stdout.index("<svg"):]
    svg = re.sub(r"<!--.*?-->\n?|<title>.*?</title>\n?", "", svg, flags=re.DOTALL)
    svg = re.sub(r' id="[^"]*"', "", svg)
    svg = re.sub(r' xmlns:xlink="[^"]*"', "", svg)
    svg = svg.replace('stroke="black"', 'stroke="currentColor"')
    svg = svg.replace('fill="black"', 'fill="currentColor"')
    svg = re.sub(r'<text (?![^>]*fill=)', '<text fill="currentColor" ', svg)
    svg = re.sub(r'fill="(white|#ffffff)"', 'fill="none"', svg)
    svg = re.sub(r'stroke="transparent"', 'stroke="none"', svg)
    width = re.search(r'width="(\d+)pt"', svg)
    svg = re.sub(r'width="\d+pt" height="\d+pt"', f'style="--width:{int(width[1]) * 4 // 3}px"', svg, 1)
    alt = html.escape(caption or "the heap at this step", quote=True)
    figcaption = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
    return f'<figure class="heap"><div>{svg}</div>{figcaption}</figure>\n'
