"""One entry for each thing that a header declares.

Doxygen tells all twice: in short tables, in the order and under the headings of the header, and then in full,
sorted by kind. Here the full entries take the places of the short ones.
"""

import re

TABLE = re.compile(r'<table class="memberdecls">.*?</table>', re.S)
FULL = re.compile(r'<h[23] class="groupheader">[^<]* in full</h[23]>.*(?=</div><!-- contents -->)', re.S)
ENTRY = re.compile(r'(?=<a (?:id="\w+" name="\w+"|name="\w+" id="\w+")></a>\s*<h[23] class="memtitle">)')
HEADING = re.compile(r'<h2 class="groupheader">(.*?)</h2>', re.S)
MEMBER = re.compile(r'<tr class="memitem:(\w+)')
INTRO = re.compile(r'<td class="ititle" colspan="2">(.*?)</td>', re.S)


class Untold(SystemExit):
    """Something that the short tables name and that has no entry."""


def place_of(entry):
    return re.search(r'id="(\w+)"', entry)[1]


def named(entry):
    """A struct's title says that it is one, and the box that would say it once more goes."""
    if not place_of(entry).startswith("struct"):
        return entry
    entry = re.sub(r'(<h[23] class="memtitle">.*?</span>)(?=\w)', r"\1struct ", entry, count=1)
    return re.sub(r'<div class="memproto">.*?</div>(?=<div class="memdoc">)', "", entry, count=1, flags=re.S)


def entries_of(full):
    """{place: entry} of all that is told in full, without the headings between them."""
    full = re.sub(r'<h[23] class="groupheader">[^<]* in full</h[23]>', "", full)
    return {place_of(entry): named(entry.strip()) for entry in ENTRY.split(full) if entry.strip()}


def part(table, entries, name):
    """What one short table becomes."""
    members = MEMBER.findall(table)
    if untold := [member for member in members if member not in entries]:
        raise Untold(f"{name}: {', '.join(untold)} has no entry of its own")
    text = f'<h2 class="groupheader">{HEADING.search(table)[1].strip()}</h2>\n'
    if intro := INTRO.search(table):
        text += intro[1].strip() + "\n"
    return text + "\n".join(entries.pop(member) for member in members)


def once(text, name):
    full = FULL.search(text)
    if not full:
        return text
    entries = entries_of(full[0])
    text = text.replace(full[0], "")
    text = TABLE.sub(lambda match: part(match[0], entries, name), text)
    return text.replace("</div><!-- contents -->", "\n".join(entries.values()) + "</div><!-- contents -->", 1)
