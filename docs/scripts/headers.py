"""Reads the public headers of the library: every function with its comment.

This is no C parser.  It relies on how the headers are written: a declaration starts at the left
margin and ends with ; or {, and a Doxygen comment stands immediately before what it describes.
A test compares what is found with what the library exports, so that nothing goes missing in silence.
"""

import re
from dataclasses import dataclass, field


@dataclass
class Parameter:
    type: str
    name: str

    @property
    def is_object(self):
        return self.type.replace(" ", "") in ("structobject*", "conststructobject*")

    @property
    def is_out(self):
        return self.type.replace(" ", "") == "structobject**"


@dataclass
class Function:
    name: str
    header: str
    line: int
    type: str
    parameters: list = field(default_factory=list)
    comment: str = ""
    section: str = ""  # the @name under which it stands: "For the library itself"

    @property
    def returns_object(self):
        return self.type.replace(" ", "") == "structobject*"

    @property
    def sentence(self):
        return first_sentence(self.comment)


def first_sentence(text):
    """Up to the first full stop that ends a sentence, or up to the end of the paragraph."""
    paragraph = re.split(r"\n\s*\n|\n\s*[-@]", text.strip())[0]
    paragraph = " ".join(paragraph.split())
    return re.split(r"(?<=\.)\s+(?=[A-Z*@(])", paragraph)[0]


def comment_text(comment):
    """The words of a /** */ comment, without its stars."""
    text = re.sub(r"^/\*\*|\*/$", "", comment.strip())
    return "\n".join(re.sub(r"^\s*\* ?", "", line) for line in text.splitlines()).strip()


TOKEN = re.compile(
    r"(?P<comment>/\*\*(?!<).*?\*/)"
    r"|(?P<skip>/\*.*?\*/|//[^\n]*)"
    r"|(?P<directive>^[ \t]*#(?:[^\n\\]|\\\n|\\.)*)"
    r"|(?P<declaration>^[A-Za-z_](?:[^;{}]|\([^)]*\))*[;{])",
    re.DOTALL | re.MULTILINE)


def read_header(path):
    """(opening comment, functions) of one header."""
    text = path.read_text(encoding="utf-8")
    about, comment, section, functions = "", "", "", []
    position = 0
    while match := TOKEN.search(text, position):
        position = match.end()
        if match["comment"]:
            comment = comment_text(match["comment"])
            if comment.startswith("@file"):
                about, comment = comment[len("@file"):].strip(), ""
            elif comment.startswith("@name"):
                section, comment = comment, ""
        elif match["skip"] and match["skip"].startswith("///@}"):
            section = ""
        elif match["declaration"]:
            function = read_declaration(match["declaration"])
            if function:
                function.header = path.name
                function.line = text.count("\n", 0, match.start()) + 1
                function.comment, function.section = comment, section
                functions.append(function)
            comment = ""
            if match["declaration"].endswith("{"):
                position = end_of_braces(text, position)
    return about, functions


def end_of_braces(text, position):
    """Behind the } that closes the { just before position."""
    depth = 1
    for match in re.compile(r"/\*.*?\*/|[{}]", re.DOTALL).finditer(text, position):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0:
            return match.end()
    raise SystemExit("a { is never closed")


def read_declaration(text):
    """The Function that a declaration declares; None for a variable, struct, enum or typedef."""
    text = re.sub(r"__attribute__\s*\(\((?:[^()]|\([^()]*\))*\)\)", "", text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = " ".join(text[:-1].split())
    match = re.match(r"(?:(?:static|inline|extern|_Noreturn) )*([^()=]+?[ *])(\w+)\((.*)\)$", text)
    if not match or text.startswith("typedef"):
        return None
    function = Function(match[2], "", 0, match[1].strip())
    for parameter in split_parameters(match[3]):
        name = re.search(r"(\w+)(?:\[[^\]]*\])?$", parameter)
        pointer = re.match(r"(.*)\(\*(\w+)\)\(.*", parameter)
        if parameter == "void":
            continue
        if pointer:
            function.parameters.append(Parameter("function", pointer[2]))
        elif parameter == "...":
            function.parameters.append(Parameter("...", "..."))
        else:
            function.parameters.append(Parameter(parameter[:name.start(1)].strip(), name[1]))
    return function


def split_parameters(text):
    parts, depth = [""], 0
    for letter in text:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts if part.strip()]


def read_headers(paths):
    """{file name: (opening comment, functions)} of headers."""
    return {path.name: read_header(path) for path in paths}
