"""What was seen on other versions of CPython, and whether the pages say no more than that.

    versions.py          every sentence on a newer version names what was seen, or that it was only read

lessons/versions/lab.py asks the Pythons and writes seen.json; (v:threshold) on a page names one of its
questions, (v:03.1b) a claim, (v:04) a lesson all of whose claims hold in every version.
"""

import html
import json
import re
import sys

import contents

sys.path.append(str(contents.ROOT / "lessons" / "versions"))
import lab

RECORD = lab.HERE / "seen.json"
MARK = re.compile(r"\bv:([\w.]+)")
WHERE = ("docs/pages/newer.md", "lessons/*/lesson.md")
NEWER = re.compile(r"^## (?:What newer versions changed|3\.\d+|Without the global lock)[^\n]*\n(.*?)(?=^## |\Z)", re.M | re.S)


def seen():
    return json.loads(RECORD.read_text(encoding="utf-8"))


def counts_table():
    """How many claims hold as told, version by version."""
    record = seen()
    head = "".join(f"<th>{version}</th>" for version in record["versions"])
    cells = "".join(f"<td>{count}</td>" for count in record["as told"])
    return (f'<table class="markdownTable"><tr><th>CPython</th>{head}</tr>'
            f'<tr><td>of {record["claims"]} claims hold as told</td>{cells}</tr></table>')


def rows_table(wanted):
    """Each thing that differs: what is said or asked, and what is so since when."""
    record = seen()
    body = ""
    for row in filter(wanted, record["rows"]):
        so = "".join(f"<dt>{versions}</dt><dd>{html.escape(value)}</dd>"
                     for versions, value in lab.spans(dict(zip(record["versions"], row["so"]))))
        body += (f'<tr id="v-{row["id"]}"><td>{name_of(row["id"])}</td><td>{html.escape(row["text"])}</td>'
                 f'<td><dl class="since">{so}</dl></td></tr>')
    return f'<table class="markdownTable versions"><tr><th></th><th>said or asked</th><th>seen</th></tr>{body}</table>'


def same_table():
    body = "".join(f'<tr id="v-{each}"><td>{each}</td><td>{html.escape(asked)}</td><td>{html.escape(answer)}</td></tr>'
                   for each, (asked, answer) in seen()["same"].items())
    return f'<table class="markdownTable versions"><tr><th></th><th>asked</th><th>in all of them</th></tr>{body}</table>'


def is_claim(row):
    return re.fullmatch(r"\d\d\.\d\w", row["id"])


def name_of(each):
    return f'<a href="lesson_{each[:2]}.html#{each}">{each}</a>' if is_claim({"id": each}) else each


def link_marks(line):
    """(v:threshold) becomes a link to the row of the table that says when it was seen."""
    def link(match):
        place = "newer_counts" if re.fullmatch(r"\d\d", match[1]) else f"v-{match[1]}"
        return f'<a class="seen" href="newer.html#{place}" title="seen, version by version">run</a>'

    return MARK.sub(link, line)


def complaints():
    record = seen()
    known = {row["id"] for row in record["rows"]} | set(record["same"])
    differ = {row["id"][:2] for row in filter(is_claim, record["rows"])}
    for path in (path for pattern in WHERE for path in sorted(contents.ROOT.glob(pattern))):
        text, place = path.read_text(encoding="utf-8"), path.relative_to(contents.ROOT)
        for each in sorted(set(MARK.findall(text))):
            if re.fullmatch(r"\d\d", each):
                if each in differ:
                    yield f"{place}: v:{each} says that lesson {each} is the same in every version, and it is not"
            elif each not in known:
                yield f"{place}: v:{each} was asked of no Python"
        for section in NEWER.findall(text):
            for bullet in re.split(r"^- ", section, flags=re.M)[1:]:
                if not MARK.search(bullet) and "documented" not in bullet:
                    yield f"{place}: neither run nor documented: {bullet.split('.')[0][:60]!r}"


if __name__ == "__main__":
    wrong = list(complaints())
    print(*wrong, sep="\n")
    sys.exit(1 if wrong else 0)
