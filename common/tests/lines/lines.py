"""What the two scripts share that compare a program of ours with Python, line by line.

Usage of either: python3 SCRIPT PROGRAM [SEED [ROUNDS]]

Exit status: 0 the same lines; 1 not the same, or the program failed; 2 called wrongly; 77 this is
not CPython 3.11, so nothing was compared.
"""

import random
import subprocess
import sys


class Round:
    """The questions of one round, and Python's answers; before each question stands its number of
    answers, so that a difference is shown with the questions that led to it."""

    def __init__(self):
        self.questions = []
        self.answers = []

    def ask(self, question, *answers):
        self.questions.append((len(self.answers), question))
        self.answers.extend(map(str, answers))


def ours(program, a_round):
    run = subprocess.run([program], input="\n".join(text for _, text in a_round.questions) + "\n",
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    if run.returncode != 0:
        print(f"{program} ended with status {run.returncode}")
    return run.stdout.splitlines(), run.returncode == 0


def differ(seed, number, a_round, lines):
    """Shows the first difference."""
    theirs = a_round.answers
    at = next((i for i, pair in enumerate(zip(theirs, lines)) if pair[0] != pair[1]),
              min(len(theirs), len(lines)))
    print(f"Seed {seed}, round {number}, line {at + 1}:")
    print("  Python:", theirs[at] if at < len(theirs) else "(no more lines)")
    print("  ours:  ", lines[at] if at < len(lines) else "(no more lines)")
    print("after these questions:")
    print(*(text for before, text in a_round.questions if before <= at), sep="\n")


def compare(program, make_round, seed=1, rounds=100):
    if sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 11):
        print(f"Skipped: this is compared with CPython 3.11, and this is {sys.implementation.name}"
              f" {sys.version.split()[0]}.")
        return 77
    compared = 0
    for number in range(rounds):
        a_round = make_round(random.Random(f"{seed} {number}"))
        lines, good = ours(program, a_round)
        if not good or lines != a_round.answers:
            differ(seed, number, a_round, lines)
            return 1
        compared += len(lines)
    print(f"The same {compared} lines in {rounds} rounds of seed {seed}.")
    return 0


def main(make_round, rounds):
    if not 2 <= len(sys.argv) <= 4:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    program, *numbers = sys.argv[1:]
    seed, rounds = (*map(int, numbers), *(1, rounds)[len(numbers):])
    return compare(program, make_round, seed, rounds)
