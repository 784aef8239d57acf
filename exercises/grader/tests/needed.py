#!/usr/bin/env python3
"""needed.py EXERCISE CHECKS.c MISTAKE.patch...

Each check is needed: for every CHECK there is a mistake that it alone catches, all other checks
passing or having no chance to run; or the line right above says why it stays all the same:

    /* Stays: reason. */

And there are at least five mistakes. Each of them is graded by the test mistake.EXERCISE: so
what its patch expects of it is true, and can be believed here.
"""
import re
import sys

LEAST = 5
CHECK = re.compile(r"(?P<stays>/\* Stays: (?:(?!\*/)[\s\S])*\w(?:(?!\*/)[\s\S])*\*/\n)?"
                   r"^CHECK\(\s*(?P<name>\w+)", re.MULTILINE)
EXPECT = re.compile(r"^expect: (\w+) (.+)$", re.MULTILINE)
OF_THE_JUDGE = "lessons"  # its own row of a seam exercise: no check


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def caught_by(patch):
    """The checks that fail for what the patch does, not for want of another check."""
    return {check for check, verdict in EXPECT.findall(read(patch))
            if verdict != "could not run" and check != OF_THE_JUDGE}


def complaints(exercise, checks, patches):
    if len(patches) < LEAST:
        yield f"{exercise} has {len(patches)} mistakes; {LEAST} is the least."
    catchers = [caught_by(patch) for patch in patches]
    found = list(CHECK.finditer(checks))
    if not found:
        yield f"{exercise} has no checks."
    for check in found:
        name = check["name"]
        if not check["stays"] and {name} not in catchers:
            yield (f"{exercise}: no mistake is caught by the check {name} alone. Add one, or say in a "
                   "line right above it why it stays: /* Stays: reason. */")


def main():
    exercise, checks, *patches = sys.argv[1:]
    found = list(complaints(exercise, read(checks), patches))
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
