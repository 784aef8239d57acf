"""What differs from CPython 3.11, claim by claim and question by question, on each CPython there is.

    ./reclaim versions                        on each CPython that is found
    ./reclaim versions --python PROGRAM ...   on these instead
    ./reclaim versions --record FILE          and keeps what differed, as JSON, for the site
    ./reclaim versions --check FILE           asks again those that FILE knows: is it still so?

Runs every lesson's twin and the small questions of questions.py.  What is the same everywhere takes no
line.  Exit status: 0 when every Python could be asked, or is as recorded; 1 when not; 2 called wrongly;
77 when no Python here is in the record (CTest: SKIP_RETURN_CODE).
"""

import argparse
import glob
import json
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
TWINS = sorted(HERE.parent.glob("[0-9][0-9]_*/lesson.py"))
OLDEST = (3, 8)
PATIENCE = 300  # seconds for one twin; the longest takes about ten
PLACES = ("~/.pyenv/versions/*/bin/python3", "~/.local/share/uv/python/cpython-*/bin/python3", "/opt/python*/bin/python3")
WHO = ("import sys; print(sys.implementation.name, *sys.version_info[:3],"
       " int(hasattr(sys, '_is_gil_enabled') and not sys._is_gil_enabled()))")


def find():
    """Every python3 that may be there, whether it runs or not."""
    names = ["python3", *(f"python3.{minor}" for minor in range(OLDEST[1], 30))]
    on_path = filter(None, map(shutil.which, names))
    return [*on_path, *(path for place in PLACES for path in sorted(glob.glob(os.path.expanduser(place))))]


def identify(program):
    """The version of a CPython, as numbers, or why it cannot be asked."""
    try:
        ran = subprocess.run([program, "-c", WHO], stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8",
                             timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, getattr(error, "strerror", None) or "does not answer"
    if ran.returncode != 0:
        return None, "does not run"
    kind, *numbers, unlocked = ran.stdout.split()
    version = tuple(map(int, numbers))
    if kind != "cpython":
        return None, f"is {kind}, and only CPython counts references"
    if version < OLDEST:
        return None, f"is {name(version)}; the lessons' twins need 3.8"
    return (None, "has no global lock: other counts, another collector") if int(unlocked) else (version, "")


def name(version):
    return ".".join(map(str, version))


def lines_of(program, *words):
    """The lines of JSON that a script prints, and its last complaint if it failed."""
    try:
        ran = subprocess.run([program, "-B", *map(str, words)], stdin=subprocess.DEVNULL, capture_output=True,
                             encoding="utf-8", timeout=PATIENCE, env=dict(os.environ, PYTHONUTF8="1"))
    except subprocess.TimeoutExpired:
        return [], f"not ended after {PATIENCE} s"
    said = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    return said, (ran.stderr.strip().splitlines() or ["failed"])[-1] if ran.returncode else ""


def ask(program):
    """All that one Python says: {"claims": id -> ..., "answers": id -> ..., "ends": [...]}."""
    claims, ends = {}, []
    for twin in TWINS:
        with tempfile.NamedTemporaryFile("r", suffix=".json", encoding="utf-8") as record:
            _, failed = lines_of(program, twin, "--claims", record.name)
            claims.update((line.pop("claim"), line) for line in map(json.loads, record))
        if failed:
            ends.append(f"{twin.parent.name}: {failed}")
    said, failed = lines_of(program, HERE / "questions.py")
    answers = {line.pop("question"): line for line in said}
    return {"claims": claims, "answers": answers, "ends": ends + ([failed] if failed else [])}


# ---- the table -------------------------------------------------------------------------------------

def rows(seen):
    """What differs between the versions: (id, what is said or asked, {version: what is so there})."""
    for kind, value in (("claims", found), ("answers", lambda line: line["answer"])):
        ids = sorted({each for said in seen.values() for each in said[kind]}) if kind == "claims" else \
            list(dict.fromkeys(each for said in seen.values() for each in said[kind]))
        for each in ids:
            lines = {version: said[kind].get(each) for version, said in seen.items()}
            so = {version: value(line) if line else "not reached" for version, line in lines.items()}
            if len(set(so.values())) > 1:
                line = next(filter(None, lines.values()))
                yield each, line.get("sentence") or line["asks"], so


def found(line):
    """What a claim found; where that is no more than false, so."""
    if line["true"]:
        return "as told" if line["expected"] == "True" else line["expected"]
    return "not so" if line["expected"] == "True" else line["found"]


def spans(so):
    """Neighbouring versions of {version: value} that agree, as one: [("3.11.2 to 3.12.1", value), ...]."""
    merged = []
    for version, value in so.items():
        if merged and merged[-1][1] == value:
            merged[-1][0][1:] = [version]
        else:
            merged.append(([version], value))
    return [(" to ".join(versions), value) for versions, value in merged]


def show(seen, width):
    total = max(len(said["claims"]) for said in seen.values())
    for version, said in seen.items():
        true = sum(line["true"] for line in said["claims"].values())
        print(f"  {version:<9} {true} of {total} claims as told for 3.11")
        for end in said["ends"]:
            print(textwrap.fill(end, width, initial_indent=" " * 12, subsequent_indent=" " * 14))
    for each, text, so in rows(seen):
        print("\n" + textwrap.fill(f"{each}  {text}", width, subsequent_indent="  "))
        for versions, value in spans(so):
            print(textwrap.fill(value, width, initial_indent=f"    {versions:<19}  ", subsequent_indent=" " * 25))


def options():
    parser = argparse.ArgumentParser(prog="./reclaim versions", description=__doc__.split("\n\n")[0])
    parser.add_argument("--python", action="append", metavar="PROGRAM", help="ask this one, not those that are found")
    parser.add_argument("--record", metavar="FILE", help="write what differed as JSON")
    parser.add_argument("--check", metavar="FILE", help="compare with what was recorded, for the versions in it")
    return parser.parse_args()


def record(seen):
    """What is worth keeping: how many claims held, and each row, a value for each version."""
    return {"versions": list(seen),
            "as told": [sum(line["true"] for line in said["claims"].values()) for said in seen.values()],
            "claims": max(len(said["claims"]) for said in seen.values()),
            "rows": [{"id": each, "text": text, "so": list(so.values())} for each, text, so in rows(seen)],
            "same": {each: [line["asks"], line["answer"]] for each, line in next(iter(seen.values()))["answers"].items()
                     if len({said["answers"].get(each, {}).get("answer") for said in seen.values()}) == 1}}


def contradictions(seen, kept):
    """Where what these Pythons say now is not what was recorded of them."""
    known = {row["id"]: dict(zip(kept["versions"], row["so"])) for row in kept["rows"]}
    for version, said in seen.items():
        at = kept["versions"].index(version)
        if len(said["claims"]) != kept["claims"]:
            yield f"{version} makes {len(said['claims'])} claims, and {kept['claims']} were recorded"
        now = {each: found(line) for each, line in said["claims"].items()}
        now.update((each, line["answer"]) for each, line in said["answers"].items())
        told = {each for each, line in said["claims"].items() if line["true"]}
        if len(told) != kept["as told"][at]:
            yield f"{version}: {len(told)} claims are as told, and {kept['as told'][at]} were"
        for each in sorted(set(known) | set(now)):
            then = known[each][version] if each in known else kept["same"].get(each, ["", now.get(each)])[1]
            if now.get(each) != then:
                yield f"{version}: {each} is {now.get(each)!r}, and was {then!r}"
        yield from (f"{version}: {each} was never recorded" for each in said["answers"]
                    if each not in known and each not in kept["same"])


def check(seen, kept):
    wrong = list(contradictions(seen, kept))
    print(*wrong, sep="\n")
    print(f"{len(wrong)} contradictions to what was recorded; asked were {', '.join(seen)}.")
    if wrong:
        print("Record again with all of them: ./reclaim versions --python PROGRAM ... --record FILE")
    return 1 if wrong else 0


def choose(wanted, only):
    """The Pythons to ask, by version, and whether each that was named can be."""
    pythons, all_of_them = {}, True
    for program in wanted or find():
        version, why = identify(program)
        if version and (only is None or name(version) in only):
            pythons.setdefault(version, program)
        elif why and (wanted or not why.startswith("does not")):
            print(f"{program} {why}: left out.", file=sys.stderr)
            all_of_them = all_of_them and not wanted
    return dict(sorted(pythons.items())), all_of_them


def stop(why):
    print(f"./reclaim versions: {why}", file=sys.stderr)
    sys.exit(2)


def main():
    wanted = options()
    try:
        kept = json.loads(Path(wanted.check).read_text(encoding="utf-8")) if wanted.check else None
    except (OSError, ValueError) as error:
        stop(f"cannot read {wanted.check}: {getattr(error, 'strerror', None) or 'that is no record'}")
    pythons, all_of_them = choose(wanted.python, kept and kept["versions"])
    if not pythons and kept:
        print(f"Skipped: no CPython here is one of {', '.join(kept['versions'])}.")
        sys.exit(77)
    if not pythons:
        stop("no CPython was found; name one with --python PROGRAM.")
    print(f"Asking CPython {', '.join(map(name, pythons))} ...", file=sys.stderr)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        seen = dict(zip(map(name, pythons), pool.map(ask, pythons.values())))
    if kept:
        sys.exit(check(seen, kept))
    show(seen, min(shutil.get_terminal_size().columns, 100))
    if wanted.record:
        try:
            Path(wanted.record).write_text(json.dumps(record(seen), indent=1, ensure_ascii=False) + "\n",
                                           encoding="utf-8")
        except OSError as error:
            stop(f"cannot write {wanted.record}: {error.strerror}")
    sys.exit(0 if all_of_them else 1)


if __name__ == "__main__":
    main()
