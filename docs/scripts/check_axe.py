"""Asks axe what is wrong with the site's pages, light and dark: check_axe.py HTML FOLDER.

Every lesson, and one page of each other kind, at a phone's width and at a desk's. axe-core is looked for where
Debian's and npm's packages put it, then in FOLDER, where npm brings it to, once. Without it, or without Chromium,
this says so and exits with 77.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import browser

VERSION = "4.11.0"
SHA512 = ("8a561a9c453cbf1c417b1a4977c716338125490ab841cb422ca8a1d1349f8c87"
          "c24137b21ffeb356b98825f2cfaca4ca2516e21be71f9d96d02230252661758d")
INSTALLED = ("/usr/share/nodejs/axe-core/axe.min.js", "/usr/lib/node_modules/axe-core/axe.min.js",
             "/usr/local/lib/node_modules/axe-core/axe.min.js")
VIEWS = [(390, 844, False), (1280, 900, True)]
KINDS = ("index", "tasks_02", "program_02", "python", "newer", "claims", "glossary", "ownership", "library", "exercises",
         "group__header__gc", "group__header__pool", "code_unreachable", "teaching")
RUN = """axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations.flatMap(each => each.nodes.slice(0, 3).map(
    node => `${each.id}: ${node.target.join(" ")} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`)))"""


def fetched(folder):
    """axe out of npm's package, held against its checksum; None: it cannot be had."""
    file = folder / f"axe-{VERSION}.js"
    if file.is_file():
        return file
    if shutil.which("npm") is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    try:
        run = subprocess.run(["npm", "pack", "--silent", f"axe-core@{VERSION}"], cwd=folder, capture_output=True,
                             encoding="utf-8", timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return None
    package = folder / f"axe-core-{VERSION}.tgz"
    if run.returncode or not package.is_file():
        return None
    data = package.read_bytes()
    package.unlink()
    if hashlib.sha512(data).hexdigest() != SHA512:
        raise SystemExit(f"What npm brought as axe-core {VERSION} is something else: its checksum differs.")
    with tarfile.open(fileobj=io.BytesIO(data)) as members:
        file.write_bytes(members.extractfile("package/axe.min.js").read())
    return file


def axe(folder):
    return next((Path(each) for each in INSTALLED if Path(each).is_file()), None) or fetched(folder)


def pages_of(html):
    yield from sorted(html.glob("lesson_??.html"))
    yield from (html / f"{kind}.html" for kind in KINDS)


def check(page, html, script):
    for file in pages_of(html):
        page.size(*VIEWS[0])
        page.open(file.resolve().as_uri())
        page.run(script + "; null")
        for width, height, dark in VIEWS:
            page.size(width, height, dark)
            page.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
            yield from (f"{file.name} at {width}, {'dark' if dark else 'light'}: {each}" for each in page.run(RUN))


def main():
    html, folder = map(Path, sys.argv[1:])
    if browser.find() is None:
        print("Skipped: there is no Chromium here (Debian's package chromium), so axe was not asked.")
        return 77
    script = axe(folder)
    if script is None:
        print(f"Skipped: there is no axe-core here, and npm did not bring {VERSION}; npm install -g axe-core would.")
        return 77
    with browser.Browser() as page:
        complaints = list(check(page, html, script.read_text(encoding="utf-8")))
    print("\n".join(complaints) or f"{len(list(pages_of(html)))} pages, {len(VIEWS)} views each: axe finds nothing")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
