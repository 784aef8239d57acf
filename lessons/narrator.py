"""The words in which every lesson.py is told; narrator.h has the same words for lesson.c.

Both programs of a lesson print the same transcript.  Three rules keep its numbers honest:

1.  Statements and counts stand at module level: inside a function, every argument is one more name.
2.  What does() shows is the source line below it, to the letter; a lesson that lies does not run.
3.  Between two calls the narrator keeps no reference to any object of the lesson.
"""

import gc
import json
import linecache
import os
import shutil
import signal
import sys
import textwrap

__all__ = ("Thing lesson act predict does asks refs counted freed event happened holds claim claim_is say"
           " aside finish").split()

USAGE = """Usage: {program} [--step] [--transcript DIR] [--claims FILE]
  --step            wait for Enter between the steps
  --claims FILE     write each claim and what was found, a line of JSON each
  --transcript DIR  write what is printed, whole and by act: {name}.txt, {name}.act1.txt ...
  --pictures DIR    only the C program draws: a drawing made in Python would take up the very
                    places that were just freed
"""
BOLD, DIM, RED, GREEN, MAGENTA, CYAN = "1", "2", "1;31", "32", "35", "1;36"


class story:
    """What the narrator remembers; one per process, as in narrator.c."""

    name, width, colour, waits = "lesson", 80, False, False
    transcript = whole = part = record = None
    acts = claims = 0
    wrong, events = [], []
    told_for = True  # this is the CPython whose story is told
    code = ""
    counts, addresses = {}, {}


# ---- the page: lines, wrapped and coloured ---------------------------------------------------------

def put(*spans):
    """Prints one line made of (text, colour) pairs; a transcript gets the text alone."""
    def paint(text, colour=None):
        return f"\033[{colour}m{text}\033[0m" if colour and story.colour else text

    print("".join(paint(*span) for span in spans), flush=True)
    for file in filter(None, (story.whole, story.part)):
        print("".join(span[0] for span in spans), file=file)


def lay(mark, text, mark_colour=None, colour=None):
    """Prints text behind a mark, wrapped; further lines stand under its first word."""
    under = ("~" if mark[0] == "~" else " ").ljust(len(mark))
    lines = textwrap.wrap(text, max(story.width - len(mark), 12), break_on_hyphens=False)
    for number, line in enumerate(lines or [""]):
        put((under if number else mark, mark_colour), (line, colour))


def rule(start="", line="━"):
    put((start.ljust(story.width, line), DIM))


# ---- opening and closing ---------------------------------------------------------------------------

def lesson(number, title, question):
    """Opens the lesson: reads the command line, prints the title and the question it answers."""
    story.name = f"lesson_{number}"
    check_python()
    read_options(sys.argv[1:])
    sys.stdout.reconfigure(encoding="utf-8")
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # "lesson.py | head" ends quietly, as lesson.c does
    if sys.stdout.isatty():
        story.colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        story.width = min(max(shutil.get_terminal_size().columns, 24), 80)
    if story.waits and not (sys.stdin.isatty() and sys.stdout.isatty()):
        complain("there is no terminal to wait at, so --step runs on")
        story.waits = False
    if story.transcript:
        need_directory(story.transcript)
        story.whole = create(story.transcript, f"{story.name}.txt")
    gc.collect()  # what starting Python left behind is no part of the story
    rule()
    lay(f"  Lesson {number}  ", title, DIM, BOLD)
    lay("  ", question)
    rule()


def check_python():
    if sys.implementation.name != "cpython":
        complain("this lesson reads reference counts, and only CPython has them")
        sys.exit(2)
    story.told_for = sys.version_info[:2] == (3, 11)
    if not story.told_for:
        complain(f"told for CPython 3.11; what is not so under {version()} is marked ≠")
        sys.excepthook = break_off


def version():
    return sys.version.split()[0]


def break_off(kind, error, _):
    """On another Python than the lesson's, a line may not even run: says so, and ends the program."""
    complain(f"under {version()} the story cannot be told further than this: {kind.__name__}: {error}")


def contradicted(why):
    """What must not be under CPython 3.11; on another Python it is one more difference."""
    if story.told_for:
        raise AssertionError(why)
    lay("    ≠ ", why, MAGENTA, MAGENTA)


def complain(why):
    print(f"{story.name}: {why}", file=sys.stderr)


def read_options(words):
    usage = USAGE.format(program=sys.argv[0], name=story.name)
    while words:
        word = words.pop(0)
        if word == "--step":
            story.waits = True
        elif word == "--transcript" and words:
            story.transcript = words.pop(0)
        elif word == "--claims" and words:
            story.record = create(".", words.pop(0))
        elif word in ("--help", "-h"):
            print(usage, end="")
            sys.exit(0)
        else:
            why = {"--transcript": "--transcript needs a directory", "--claims": "--claims needs a file",
                   "--pictures": f"only the C program draws: ./reclaim lesson {int(story.name[7:])}"
                                 " --pictures DIR"}
            complain(why.get(word, f"I do not know {word}"))
            print(usage, end="", file=sys.stderr)
            sys.exit(2)


def need_directory(directory):
    """Makes the directory if need be, or says why nothing can be written there and ends the program."""
    try:
        os.makedirs(directory, exist_ok=True)
        if not os.access(directory, os.W_OK | os.X_OK):
            raise PermissionError(0, "Permission denied")
    except OSError as error:
        complain(f"cannot write into {directory}: {error.strerror}")
        sys.exit(2)


def create(directory, name):
    """Opens directory/name for writing, or says why it cannot and ends the program."""
    path = os.path.join(directory, name)
    try:
        return open(path, "w", encoding="utf-8")
    except OSError as error:
        complain(f"cannot write {path}: {error.strerror}")
        sys.exit(2)


def finish():
    """Closes the lesson with the tally; the exit status is 0 only when every claim was true."""
    end_step()
    story.part = None
    put()
    rule()
    many = f"{story.claims} claim{'s' * (story.claims != 1)}"
    if story.wrong and not story.told_for:
        lay("  ", f"{many}, {len(story.wrong)} not so under {version()}: {', '.join(story.wrong)}", None, MAGENTA)
    elif story.wrong:
        lay("  ", f"{many}, {len(story.wrong)} false: {', '.join(story.wrong)}", None, RED)
    else:
        lay("  ", f"{many}, all true.", None, GREEN)
    rule()
    sys.exit(1 if story.wrong and story.told_for else 0)


# ---- steps -----------------------------------------------------------------------------------------

def act(title):
    """Begins an act: a part of the story with a title of its own."""
    end_step()
    put()
    story.acts += 1
    if story.transcript:
        story.part = create(story.transcript, f"{story.name}.act{story.acts}.txt")
    put((f"━━ Act {story.acts} ━━ ", DIM), (title, BOLD),
        (" " + "━" * (story.width - len(f"━━ Act {story.acts} ━━ {title} ")), DIM))


def end_step():
    """Waits after a step, if it was told to."""
    if not story.code:
        return
    story.code = ""
    if story.waits and pause("Enter: the next step   q: quit ") == "q":
        sys.exit(0)


def pause(prompt):
    """What was typed at the prompt; the prompt is wiped out again.  At end of file: waits no more."""
    print(f"\033[2m  {prompt}\033[0m" if story.colour else f"  {prompt}", end="", flush=True)
    line = sys.stdin.readline()
    story.waits = bool(line)
    print("\033[A\r\033[K" if line and os.environ.get("TERM") != "dumb" else "\n", end="", flush=True)
    return line.strip()


def does(code):
    """Begins a step: the line of Python that runs next."""
    caller = sys._getframe(1)
    below = linecache.getline(caller.f_code.co_filename, caller.f_lineno + 1).strip()
    if below and below != code:
        raise AssertionError(f"the lesson shows {code!r} and runs {below!r}")
    end_step()
    story.code = code
    story.events.clear()
    put()
    lay("  >>> ", code, CYAN, BOLD)


def asks(code, value):
    """A question to the interpreter, part of the step, and what it answers."""
    lay("  >>> ", code, CYAN, BOLD)
    lay("      ", repr(value))
    return value


# ---- evidence --------------------------------------------------------------------------------------

def refs(obj):
    """The count of an object, without the references that this question makes."""
    return sys.getrefcount(obj) - OWN


OWN = 0
PROBE = []
OWN = refs(PROBE) - sys.getrefcount(PROBE) + 1  # the parameter and the argument, on this Python


def counted(label, obj):
    """Shows the count before and after this step, and returns it."""
    now = sys.getrefcount(obj) - OWN
    show_count(label, now)
    story.addresses[label] = id(obj)
    return now


def show_count(label, now, note=""):
    before = story.counts.get(label, 0)
    story.counts[label] = now
    put((f"      references to {label}   ", DIM), (f"{before} → ",), (str(now), MAGENTA),
        (note, MAGENTA))


def freed(label):
    """Whether the container last counted under this label is gone; shows its last count."""
    address = story.addresses.pop(label)
    gone = not any(id(obj) == address for obj in gc.get_objects())
    show_count(label, 0, "   freed") if gone else lay("      ", f"{label} is still there", None, RED)
    return gone


def event(text):
    """Something that happens in the middle of a step: printed at once, and kept for happened()."""
    story.events.append(text)
    lay("      · ", text, MAGENTA, MAGENTA)


def happened():
    """The events of this step so far, in order: "x is freed, y is freed"."""
    return ", ".join(story.events)


def holds(owner, obj):
    """Whether owner itself refers to obj."""
    return any(referent is obj for referent in gc.get_referents(owner))


class Thing:
    """Says when it is freed."""

    def __init__(self, name):
        self.name = name

    def __del__(self):
        event(f"{self.name} is freed")


def claim(name, condition, sentence):
    """What the step showed, in one sentence, which the condition must bear out."""
    claim_is(name, bool(condition), True, sentence)


def claim_is(name, found, expected, sentence):
    """A claim about a value; when it is false, both values are shown."""
    true = found == expected
    story.claims += 1
    if story.record:
        print(json.dumps({"claim": name, "true": true, "sentence": sentence, "expected": shown(expected),
                          "found": shown(found)}), file=story.record, flush=True)
    mark, wrong, told = ("✗", RED, "expected") if story.told_for else ("≠", MAGENTA, "in 3.11 ")
    lay(f"    {'✓' if true else mark} {name}  ", sentence, GREEN if true else wrong, None if true else wrong)
    if not true:
        story.wrong.append(name)
        lay(f"        {told}  ", shown(expected), wrong)
        lay("        found     ", shown(found), wrong)


def shown(value):
    return "nothing" if value == "" else str(value)


# ---- words -----------------------------------------------------------------------------------------

def say(text):
    """Plain words between the steps."""
    end_step()
    put()
    lay("  ", text)


def aside(text):
    """A line that the two programs need not agree on: addresses, bytes of a C struct."""
    lay("~     ", text, DIM, DIM)


def predict(question):
    """A question to answer before the run does; with --step it waits for a guess."""
    end_step()
    put()
    lay("  ? ", question, BOLD, BOLD)
    if story.waits:
        guess = pause("your guess: ")
        lay("    Your guess: " if guess else "    ", guess or "No guess.", DIM)
