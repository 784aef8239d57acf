"""Doxygen's input filter for common/*.h: makes one page of each header.

The headers say @file; the site has a page for each mechanism instead, with a title of its own
(contents.txt) and only what a reader calls.  Lines stay where they are, so that Doxygen's warnings
name the right one.
"""

import re
import sys
from pathlib import Path

import contents


def main():
    path = Path(sys.argv[1])
    if contents.is_internal(path):
        return
    text = path.read_text(encoding="utf-8")
    name, title = path.stem, contents.read().title_of(path.stem)
    guard = re.search(r"^#ifndef (\w+)\n#define \1$", text, re.MULTILINE)
    text = text.replace(guard[0], f"/** @addtogroup {page_id(name)}\n@{{ */", 1)
    text = re.sub(r"#endif\s*\Z", "/** @} */\n", text)
    text = re.sub(r"@p (\*?\w+)", r"`\1`", text)  # "@p obj:" would take the colon along
    text = text.replace("static inline ", "")
    text = text.replace("@file", f"@defgroup {page_id(name)} {title}", 1)
    sys.stdout.write(text)


def page_id(name):
    return f"header_{name}"


if __name__ == "__main__":
    main()
