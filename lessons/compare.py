"""Whether a lesson's two programs tell the same story.

Usage: python3 lessons/compare.py BUILD/lessons/lesson_01 lessons/01_refcounting/lesson.py

Runs the program, and lesson.py with the Python that runs this; compares what they print, line for
line, without the lines that begin with `~`.  Exit status: 0 the same; 1 not the same, or one of the
two failed; 2 called wrongly; 77 this is not CPython 3.11, so nothing was compared (CTest: SKIP_RETURN_CODE).
"""

import difflib
import os
import subprocess
import sys


def told_by(*command):
    """The compared lines that a command prints, and whether it succeeded."""
    environment = dict(os.environ, PYTHONUTF8="1")
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, encoding="utf-8", env=environment)
    except OSError as error:
        print(f"compare.py: cannot run {command[-1]}: {error.strerror}")
        sys.exit(1)
    if run.returncode != 0:
        print(f"{command[-1]} ended with status {run.returncode}", run.stderr, sep="\n", end="")
    return [line for line in run.stdout.splitlines() if not line.startswith("~")], run.returncode == 0


def main(program, twin):
    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 11):
        print(f"Skipped: the twins are compared under CPython 3.11, and this is"
              f" {sys.implementation.name} {sys.version.split()[0]}.")
        return 77
    ours, good = told_by(program)
    theirs, also_good = told_by(sys.executable, twin)
    if ours == theirs and ours:
        print(f"The same {len(ours)} lines.")
        return 0 if good and also_good else 1
    print(f"They differ:  - {twin}  + {program}")
    print(*difflib.unified_diff(theirs, ours, twin, program, lineterm="", n=2), sep="\n")
    return 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        sys.exit(2)
    sys.exit(main(*sys.argv[1:]))
