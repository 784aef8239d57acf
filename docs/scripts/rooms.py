"""The house as drawn: no file includes what stands above its room, and nobody outside an internal header.

docs/pages/design.md has the plan, a table for the library and one for the judge:

    | room             | what is in it | may include       |
    |------------------|---------------|-------------------|
    | `common/base`    | ...           |                   |
    | `common/objects` | ...           | `base`            |

A room may include what stands in rooms above it in the table, and only those that its row names. A
header whose first comment says @internal is for the library alone: lessons, exercises, solutions and
checks do not include it.
"""

import re
import sys
from pathlib import Path

import contents

ROOT = contents.ROOT
ROW = re.compile(r"\|\s*`((?:common|exercises/grader)(?:/\w+)?)`\s*\|([^|]*)\|([^|]*)\|")
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
OUTSIDE = ("lessons", "exercises", "solutions")


def read_plan(text):
    """({room: rooms it may include}, complaints), in the order of the tables."""
    plan, complaints = {}, []
    for match in ROW.finditer(text):
        room = match[1]
        house = "common" if room.startswith("common") else "exercises/grader"
        allowed = [f"{house}/{name}" for name in re.findall(r"`(\w+)`", match[3])]
        complaints += [f"{room} may include {other}, which does not stand above it in the plan"
                       for other in allowed if other not in plan]
        plan[room] = {room, *allowed}
    return plan, complaints


def room_of(path):
    """common/types of common/types/list.h; common/runtime.h stands in no folder, and in common."""
    return str(Path(path).parent)


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def check_arrows(plan, root):
    """Every include of a room's files leads to a room that the plan allows."""
    for room, allowed in plan.items():
        files = sorted((root / room).glob("*.[ch]"))
        if not files:
            yield f"the plan has a room {room}, but there is none"
        for path in files:
            for header in includes(path):
                if room_of(header) in plan and room_of(header) not in allowed:
                    yield f"{path.relative_to(root)} includes {header}: no arrow leads there"


def check_all_drawn(plan, root):
    """Every folder with sources is drawn; tests and what runs inside a check are no rooms."""
    for house in ("common", "exercises/grader"):
        for folder in sorted((root / house).iterdir()):
            name = f"{house}/{folder.name}"
            if folder.is_dir() and list(folder.glob("*.[ch]")) and name not in plan \
                    and folder.name not in ("tests", "runtime"):
                yield f"{name} is not in the plan"


def check_internal(root):
    """What is for the library alone is included by nobody else."""
    internal = {str(path.relative_to(root)) for path in contents.library_files(".h").values()
                if contents.is_internal(path)}
    for folder in OUTSIDE:
        for path in sorted((root / folder).rglob("*.[ch]")):
            if "grader" in path.parts:
                continue
            for header in includes(path):
                if header in internal:
                    yield f"{path.relative_to(root)} includes {header}, which is for the library alone"


def main():
    plan, complaints = read_plan((ROOT / "docs" / "pages" / "design.md").read_text(encoding="utf-8"))
    complaints += [*check_arrows(plan, ROOT), *check_all_drawn(plan, ROOT), *check_internal(ROOT)]
    print("\n".join(complaints) or f"{len(plan)} rooms, every arrow as drawn")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
