"""Who else holds it: places that keep an object after `del`, each tried out, with its cure.

    python3 lessons/01_refcounting/holders.py     exit status 1 when one of them is not so;
                                                  --table: as a table in Markdown

A case gets an object, puts it where programs put such things, and returns the cure.  Nobody else has the
object then; it must live all the same, also through gc.collect(), and be freed by the cure.
"""

import atexit
import builtins
import code
import functools
import gc
import logging
import logging.handlers
import sys
import threading
import weakref


class Data(bytearray):
    """Something large."""

    @functools.lru_cache()
    def total(self):
        return 0

    __hash__ = object.__hash__


class Report:
    """A class, for what is stored in it."""


def exception(data):
    """an exception that is kept: its traceback has the frames, they have the locals"""
    def fails(argument):
        raise ValueError("no such row")

    try:
        fails(data)
    except ValueError as error:
        kept = error
    return lambda: kept.with_traceback(None), "error.with_traceback(None), or keep str(error)"


def last_value(data):
    """the last uncaught exception of an interactive session"""
    session = code.InteractiveInterpreter({"data": data})
    session.write = lambda text: None
    session.runsource("(lambda argument: 1 / 0)(data)")
    session.locals.clear()

    def cure():
        for name in ("last_value", "last_traceback", "last_exc", "last_type"):
            sys.__dict__.pop(name, None)
    return cure, "del sys.last_value, sys.last_traceback; from 3.12 sys.last_exc, too"


def underscore(data):
    """_ of an interactive session; Out and _1 of IPython hold each result alike"""
    hook, sys.stdout = sys.stdout, open("/dev/null", "w")
    sys.displayhook(data)
    sys.stdout.close()
    sys.stdout = hook
    return lambda: delattr(builtins, "_"), "show something else; %reset out in IPython"


def loop_variable(data):
    """the variable of a loop that is over"""
    module = {"rows": [data]}
    exec("for row in rows: pass", module)
    module["rows"].clear()
    return lambda: module.pop("row"), "del row, or loop in a function"


def closure(data):
    """a function made here, through a name that it uses"""
    callback = [lambda: data]
    return callback.clear, "drop the function, or hand it what it needs"


def default_argument(data):
    """a default argument: evaluated once, kept as long as the function"""
    def show(rows=data):
        return rows

    return lambda: setattr(show, "__defaults__", None), "rows=None, and look it up in the function"


def bound_method(data):
    """a method that was registered: it has its object"""
    callbacks = [data.total]
    return callbacks.clear, "weakref.WeakMethod, or unregister"


def lru_cache(data):
    """lru_cache on a method: the arguments are the keys, and self is one"""
    data.total()
    return Data.total.cache_clear, "cache_clear(), or functools.cached_property"


def class_attribute(data):
    """an attribute of the class, not of an instance"""
    Report.latest = data
    return lambda: delattr(Report, "latest"), "self.latest"


def generator(data):
    """a generator that stopped half-way: its frame waits, with its locals"""
    def rows(source):
        yield len(source)
        yield source

    waiting = rows(data)
    next(waiting)
    return waiting.close, "close(), or run it to its end"


def thread(data):
    """the locals of a thread that still runs"""
    done = threading.Event()

    def work(rows):
        done.wait()

    running = threading.Thread(target=work, args=(data,), daemon=True)
    running.start()

    def cure():
        done.set()
        running.join()
    return cure, "let it end; join() alone frees nothing"


def view(data):
    """a view that keeps its base: a slice of a memoryview, of numpy, of pandas"""
    middle = memoryview(data)[2:4]
    return middle.release, "copy the part: bytes(view), array.copy()"


def log_record(data):
    """a log record that waits in a buffer, with its arguments"""
    handler = logging.handlers.MemoryHandler(100)
    logger = logging.Logger("service")
    logger.addHandler(handler)
    logger.info("read %s", data)
    return lambda: handler.buffer.clear(), "flush(), or log a text"


def at_exit(data):
    """a callback for the end of the program"""
    def close(rows):
        pass

    atexit.register(close, data)
    return lambda: atexit.unregister(close), "weakref.finalize, or unregister"


CASES = [exception, last_value, underscore, loop_variable, closure, default_argument, bound_method, lru_cache,
         class_attribute, generator, thread, view, log_record, at_exit]


def tried(case):
    """Whether the object outlived its last name and gc.collect(), whether the cure freed it, and the cure."""
    data = Data(1000)
    alive = weakref.ref(data)
    cure, words = case(data)
    del data
    gc.collect()
    held = alive() is not None
    cure()
    return held, alive() is None, words


def main():
    results = [(case, *tried(case)) for case in CASES]
    if sys.argv[1:] == ["--table"]:
        print("| who holds it | after `del` and `gc.collect()` | what lets go |\n|---|---|---|")
        for case, held, freed, words in results:
            print(f"| {case.__doc__} | {'held' if held else 'NOT HELD'} | {words}{'' if freed else ': NOT FREED'} |")
    for case, held, freed, words in results if not sys.argv[1:] else ():
        print(f"  {case.__doc__}\n      {'held' if held else 'NOT HELD'}; "
              f"{'freed' if freed else 'NOT FREED'} by   {words}")
    return 0 if all(held and freed for _, held, freed, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main())
