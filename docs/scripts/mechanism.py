"""What a lesson's code does, without the words in which the lesson tells it.

    does("a.append(b)"), list_append(a, b), counted("b", b);      becomes      list_append(a, b);
"""

import re

# Of narrator.h and narrator.py; what asks() asks is code and stays.  page_told.c does the same for the terminal.
WORDS = "does claim claim_is predict counted happened aside say act member asks asks_text collects".split()
CALL = re.compile(rf"\b(?:{'|'.join(WORDS)})\(")
ASKS = re.compile(r'\basks\(\s*(["\'])(?:(?!\1)[^\\]|\\.)*\1\s*,\s*')


def end_of(code, start):
    """Where the parenthesis that opens at start is closed, over strings."""
    depth, quote, at = 0, "", start
    while at < len(code):
        letter = code[at]
        if quote:
            if letter == "\\":
                at += 1
            elif letter == quote:
                quote = ""
        elif letter in "\"'":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    return len(code)


def statements(code):
    """(text, whether it begins at the start of a statement) for each call of a narrator's word and what is between."""
    at = 0
    while match := CALL.search(code, at):
        before = code[at:match.start()]
        begins = re.search(r"(?:^|[\n;{}]|\),|\w,)\s*$", code[:match.start()]) or match.start() == 0
        end = end_of(code, match.end() - 1)
        yield before, False
        yield code[match.start():end], bool(begins)
        at = end
    yield code[at:], False


def asked(told):
    """asks("sys.getrefcount(a)", sys_getrefcount(a)) calls sys_getrefcount(a)."""
    values = [told[match.end():end_of(told, match.start()) - 1] for match in ASKS.finditer(told)]
    return "\n".join(value for value in values if "(" in value)


def without_narrator(code):
    result = ""
    for text, told in statements(code):
        if not told:
            collected = re.match(r"collects\(\"(.*?)\"", text)
            result += collected[1] if collected else text
            continue
        result += f"\0{asked(text)}\0"
    result = re.sub(r",\s*\0\0(?=[;,\n])", "", result)         # the rest, counted(...);
    result = re.sub(r"\0\0\s*[,;]\s*(?=\S)", "", result)       # does("..."), the rest
    lines = [line.replace("\0", "") for line in result.splitlines() if line.strip("\0 \t;,") or not line]
    return "\n".join(lines).strip("\n")
