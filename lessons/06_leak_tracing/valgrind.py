"""What Valgrind says of the four leaks in the real CPython; valgrind.c asks the same of our library.

    python3 lessons/06_leak_tracing/valgrind.py     exit status 77 when there is no Valgrind

A process that ends as it should takes itself apart first, and that frees what somebody still holds.  One
that ends by os._exit leaves all as it was.  PYTHONMALLOC=malloc gives each object a block of its own.
"""

import gc
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import leaks

RECORD = re.compile(r"([\d,]+) (?:\([^)]*\) )?bytes in ([\d,]+) blocks are (.*?) in loss record")
TIMES = 10


def leak(ends):
    """What Valgrind looks at: each leak ten times, and the end."""
    gc.disable()
    for each in leaks.leaks:
        for _ in range(TIMES):
            each.run()
    if ends == "os._exit":
        os._exit(0)


def verdicts(ends):
    """How many blocks as large as a photo's pixels Valgrind calls lost, by its word for them."""
    ran = subprocess.run(["valgrind", "--leak-check=full", "--show-leak-kinds=all", sys.executable, "-B", __file__, ends],
                         stderr=subprocess.PIPE, encoding="utf-8", check=True,
                         env=dict(os.environ, PYTHONMALLOC="malloc", PYTHONHASHSEED="0"))
    found = {}
    for size, blocks, word in RECORD.findall(ran.stderr):
        size, blocks = (int(number.replace(",", "")) for number in (size, blocks))
        if blocks * leaks.PIXELS <= size < blocks * leaks.PIXELS * 1.01:
            found[word] = found.get(word, 0) + blocks
    return found


def main():
    if not shutil.which("valgrind"):
        print("Skipped: there is no Valgrind here.")
        return 77
    ended, left = verdicts("exit"), verdicts("os._exit")
    for ends, found in (("exit", ended), ("os._exit", left)):
        print(f"{ends:<9}", ", ".join(f"{blocks} blocks {word}" for word, blocks in sorted(found.items())))
    # A stale address may still lead to one or two of them.
    wrong = set(ended) != {"definitely lost"} or ended["definitely lost"] > TIMES \
        or sum(left.values()) != 4 * TIMES or left.get("possibly lost", 0) < 3 * TIMES - 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(leak(sys.argv[1]) if len(sys.argv) > 1 else main())
