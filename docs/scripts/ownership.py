"""The ownership table: what every public function does with the objects it is given and returns.

The words come from the comments in the headers, where a writer of C meets them:

    New reference.            the caller owns what is returned
    Borrowed.                 the caller does not
    steals, stolen            the reference passed in now belongs to the callee
    its own reference         the callee keeps the object and makes a reference for that

docs/ownership.txt adds what those words cannot tell.  A function that returns an object without
saying which kind, or is given one beside its own and does not say what becomes of it, stops the
build; so does a line of ownership.txt that no header needs.
"""

import re
import subprocess
import sys
from dataclasses import dataclass, field

import contents
import headers

# What a function with such a name is given beside its own object it asks about and does not keep.
ASKS = re.compile(r"_(get|contains|delete|find|equal|next)(_|$)")
KINDS = ("looks", "steals", "keeps", "releases", "fills", "borrowed", "ends")


@dataclass
class Row:
    function: headers.Function
    returns: str = ""                           # "new", "borrowed" or ""
    takes: dict = field(default_factory=dict)   # parameter -> one of KINDS


def returned(function):
    """What the comment says of the object that is returned: "new", "borrowed" or ""."""
    if not function.returns_object:
        return ""
    for text in (function.comment, function.section):
        words = re.search(r"\b(new)\b\W*\breference|\b(borrowed)\b", text, re.IGNORECASE)
        if words:
            return (words[1] or words[2]).lower()
    return ""


def taken(function):
    """What the comment says of each object that is given beside the first."""
    comment = " ".join(function.comment.split())
    objects = [p.name for p in function.parameters if p.is_object]
    others = [p.name for p in function.parameters[1:] if p.is_object]
    takes = {p.name: "looks" for p in function.parameters if p.type.startswith("const ")}
    takes.update({name: "looks" for name in objects[:1] if name not in others})
    takes = {name: kind for name, kind in takes.items() if name in objects}
    if ASKS.search(function.name):
        takes.update({name: "looks" for name in others})
    for name in [p.name for p in function.parameters if p.is_out]:
        if re.search(r"borrowed|new reference", comment, re.IGNORECASE):
            takes[name] = "borrowed" if "borrowed" in comment.lower() else "fills"
    if owned := re.search(r"owning @p (\w+) and not @p (\w+)", comment):
        takes.update({owned[1]: "keeps", owned[2]: "looks"})
    if any(p.type == "..." for p in function.parameters) and "own reference to each" in comment:
        takes["..."] = "keeps"
    for name in re.findall(r"owning a reference to @p (\w+)", comment):
        takes[name] = "keeps"
    for name in re.findall(r"@p (\w+) \(own reference", comment):
        takes[name] = "keeps"
    if re.search(r"\b(its|their) own\s+reference", comment):
        takes.update({name: "keeps" for name in others if name not in takes})
    if re.search(r"steals\W|stolen", comment, re.IGNORECASE):
        named = [n for n in others if re.search(rf"(reference to |Stores )@p {n}\b", comment)]
        takes.update({name: "steals" for name in named or others[-1:]})
    return takes


def read_extra(path):
    """docs/ownership.txt: {function: {"like": other} or {parameter: kind, "returns": kind}}."""
    extra = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if words[1] == "like":
            extra[words[0]] = {"like": words[2]}
            continue
        extra[words[0]] = dict(word.split(":") for word in words[1:])
        for kind in extra[words[0]].values():
            if kind not in KINDS + ("new", ):
                raise SystemExit(f"{path}:{number}: I do not know {kind!r}")
    return extra


def handles_objects(function):
    return function.returns_object or any(p.is_object or p.is_out for p in function.parameters)


def table(by_header, extra):
    """(rows, complaints) for the functions of {header: (about, functions)}."""
    functions = {f.name: f for _, all_of_it in by_header.values() for f in all_of_it}
    rows, complaints = {}, []
    for function in functions.values():
        said = extra.get(function.name, {})
        model = functions.get(said.get("like"), function)
        row = Row(function, returned(model), taken(model))
        row.takes.update({k: v for k, v in said.items() if k not in ("like", "returns")})
        row.returns = said.get("returns", row.returns)
        row.takes = {p.name: row.takes[p.name] for p in function.parameters if p.name in row.takes}
        complaints += complaints_about(row, said, model)
        if handles_objects(function) or row.takes:
            rows[function.name] = row
    complaints += [f"docs/ownership.txt: no header declares {name}()"
                   for name in extra if name not in functions]
    return rows, complaints


def complaints_about(row, said, model):
    function = row.function
    where = f"{function.header}:{function.line}: {function.name}()"
    if function.returns_object and not row.returns:
        yield f"{where} returns an object; its comment must say New reference or Borrowed"
    for parameter in function.parameters:
        if (parameter.is_object or parameter.is_out) and parameter.name not in row.takes:
            yield (f"{where} does not say what becomes of {parameter.name}: steals it, makes its own"
                   f" reference, or, in docs/ownership.txt, {parameter.name}:looks")
    for name in said:
        if name not in ("like", "returns") and name not in [p.name for p in function.parameters]:
            yield f"docs/ownership.txt: {function.name}() has no parameter {name}"
    if "returns" in said and returned(model):
        yield f"docs/ownership.txt: the comment of {function.name}() says what it returns already"
    if "like" in said and model is function:
        yield f"docs/ownership.txt: {function.name}() is like {said['like']}(), which is not there"


def read():
    """(rows by function name, complaints) for the library as it is."""
    return table(headers.read_headers(contents.public_headers()),
                 read_extra(contents.ROOT / "docs" / "ownership.txt"))


def unread(nm, library):
    """The functions that a library exports and that nobody found in a header."""
    symbols = subprocess.run([nm, "-g", "--defined-only", library], capture_output=True, text=True,
                             check=True).stdout
    known = {f.name for _, functions in headers.read_headers(contents.library_files(".h").values()).values()
             for f in functions}
    names = set(re.findall(r"^\S+ T (\w+)$", symbols, re.MULTILINE)) - known
    return [f"{name}() is in the library and in no header that could be read" for name in sorted(names)]


def main():
    """ownership.py [NM LIBRARY]: complains of what is not accounted for."""
    rows, complaints = read()
    if len(sys.argv) == 3:
        complaints += unread(*sys.argv[1:])
    print("\n".join(complaints) or f"{len(rows)} functions, all accounted for")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
