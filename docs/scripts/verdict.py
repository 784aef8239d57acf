"""The verdict that a usual mistake gets, for the page of its exercise: verdict.py PROGRAM SOLUTION PATCH OUTPUT.

PATCH makes the mistake out of SOLUTION; PROGRAM, the judge, grades it as a terminal of 80 columns shows it.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = "7"  # any; with one and the same a page changes only when the judge or the checks do


def main():
    program, solution, patch, output = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as home:
        wrong = Path(home) / solution.name
        wrong.write_bytes(solution.read_bytes())
        with patch.open("rb") as lines:
            subprocess.run(["patch", "-s", wrong], stdin=lines, check=True)
        exercise = solution.name.split("_")[0]
        run = subprocess.run([program, "grade", exercise, "--submission", wrong, "--seed", SEED, "--sandbox", "off",
                              "--no-valgrind"], capture_output=True, encoding="utf-8", check=False,
                             env={**os.environ, "COLUMNS": "80"})
    said = run.stdout.replace(f"{home}/", "")
    if run.returncode != 1 or "wrong" not in said:
        raise SystemExit(f"{patch.name} did not get the verdict of a wrong answer (status {run.returncode}):\n{said}{run.stderr}")
    output.write_text(said, encoding="utf-8")


if __name__ == "__main__":
    main()
