"""A gnuplot script of a lesson's run as an SVG that stands in the page itself, in the page's colours.

gnuplot paints points through definitions that have an id, which two plots on a page would share; here each
is a circle of its own.  Its black becomes the colour of the text, its grey the same, fainter.
"""

import html
import re
import subprocess

WIDTH, HEIGHT = 440, 320  # letters of 15 are never below 11 px, at the width of a phone
COLOURS = "#3a87c8", "#d9822b", "#5a9e57"  # on white and on black
LOOKS = "; ".join([f"set terminal svg size {WIDTH},{HEIGHT} enhanced font 'sans,15'",
                   *(f"set linetype {number} lc rgb '{colour}' lw 2.5 ps 0.7"
                     for number, colour in enumerate(COLOURS, 1))])


def to_html(path, caption):
    run = subprocess.run(["gnuplot", "-e", LOOKS, str(path)], capture_output=True, text=True, check=False)
    if run.returncode or run.stderr.strip() or "<svg" not in run.stdout:
        raise SystemExit(f"{path}: gnuplot says: {run.stderr.strip() or 'nothing, and it drew nothing'}")
    alt = html.escape(caption or "a plot of this run", quote=True)
    figcaption = f"<figcaption>{html.escape(caption)}</figcaption>" if caption else ""
    body = clean(run.stdout)
    return (f'<figure class="heap plot"><div><svg role="img" aria-label="{alt}" viewBox="0 0 {WIDTH} {HEIGHT}"'
            f' style="--width:{WIDTH}px">{body}</svg></div>{figcaption}</figure>\n')


def clean(svg):
    """What stands inside gnuplot's <svg>, without colours, fonts and ids of its own."""
    svg = re.search(r"<svg[^>]*>(.*)</svg>", svg, flags=re.DOTALL)[1]
    for junk in (r"<defs>.*?</defs>", r"<title>.*?</title>", r"<desc>.*?</desc>", r"<rect [^>]*/>"):
        svg = re.sub(junk, "", svg, flags=re.DOTALL)
    svg = re.sub(r"<use [^>]*transform='translate\(([\d.]+),([\d.]+)\) scale\(([\d.]+)\)' color='(.*?)'/>",
                 r"<circle cx='\1' cy='\2' r='\3' fill='\4' stroke='none'/>", svg)
    svg = re.sub(r' (?:id|color|font-family)="[^"]*"', "", svg)
    svg = re.sub(r"""(stroke|fill)=(["'])black\2""", r'\1="currentColor"', svg)
    svg = svg.replace("stroke='gray'", 'stroke="currentColor" opacity=".4"').replace('"gray"', '"currentColor"')
    svg = re.sub(r"<tspan\s*>(.*?)</tspan>", r"\1", svg)
    for _ in range(3):  # groups that held nothing else than groups
        svg = re.sub(r"<g[^>]*>\s*</g>", "", svg)
    return re.sub(r"\s*\n\s*", "\n", svg).strip()
