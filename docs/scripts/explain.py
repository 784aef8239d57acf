"""Turns places in the pages that Doxygen read into places in the files that people write.

explain.py BUILD < MESSAGES: "BUILD/pages/lesson_01.md:673: ..." becomes
"lessons/01_refcounting/lesson.md:206: ...", by the .lines files that prepare.py wrote.
"""

import re
import sys
from pathlib import Path


def explain(build, text):
    def origin(match):
        map_file = Path(build) / "pages" / f"{match[1]}.lines"
        if not map_file.is_file():
            return match[0]
        source, numbers = map_file.read_text(encoding="utf-8").splitlines()
        numbers = numbers.split()
        return f"{source}:{numbers[min(int(match[2]), len(numbers)) - 1]}:"

    return re.sub(rf"{re.escape(str(build))}/pages/(\w+)\.md:(\d+):", origin, text)


if __name__ == "__main__":
    sys.stdout.write(explain(sys.argv[1], sys.stdin.read()))
