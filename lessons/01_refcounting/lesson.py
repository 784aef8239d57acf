"""Lesson 01: reference counting, told by the real CPython.  lesson.c tells the same story in C."""

import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from contextlib import suppress
from ctypes import c_ssize_t, c_void_p, py_object, pythonapi
from narrator import *

# The C functions of the running CPython, called as a C program calls them.
PyList_New, PyList_Append = pythonapi.PyList_New, pythonapi.PyList_Append
PyList_GetItem, PyList_SetItem = pythonapi.PyList_GetItem, pythonapi.PyList_SetItem
Py_IncRef = pythonapi.Py_IncRef
PyList_New.argtypes, PyList_New.restype = [c_ssize_t], py_object
PyList_Append.argtypes = [py_object, py_object]
PyList_GetItem.argtypes, PyList_GetItem.restype = [py_object, c_ssize_t], c_void_p
PyList_SetItem.argtypes = [py_object, c_ssize_t, py_object]
Py_IncRef.argtypes = [py_object]


# [witness]
class Witness(Thing):
    """Says what it finds in the box when it is freed."""

    def __del__(self):
        event(f"{self.name} is freed and finds {box[0].name} in the box")
# [witness]


def log(text):
    event(text)


def nested(depth, innermost):
    for _ in range(depth):
        innermost = [innermost]
    return innermost


# [naive]
def naive_release(obj, level=0):
    """Releases a nest the obvious way: what is inside first. Says how many lists deep it went."""
    return naive_release(obj.pop(), level + 1) if isinstance(obj, list) else level
# [naive]


sys.setrecursionlimit(20_000)  # for naive_release
lesson("01", "Reference counting", "I wrote `del data`. Why is the memory still in use?")

act("Two names for one list")
predict("A list gets a second name and loses the first. How many references does it have after each line?")
# [article]
does("a = [1, 2, 3]")
a = [1, 2, 3]
claim_is("01.1a", counted("the list", a), 1, "A fresh list has one reference: the name a.")
claim_is("01.2a", asks("sys.getrefcount(a)", sys.getrefcount(a)), 2,
         "One more: while it runs, its own argument is a reference, too.")
does("b = a")
b = a
claim("01.1b", b is a and counted("the list", a) == 2, "A second name is a second reference. Nothing is copied.")
claim_is("01.2b", asks("sys.getrefcount(a)", sys.getrefcount(a)), 3, "One more than two.")
does("del a")
del a
claim_is("01.1c", counted("the list", b), 1, "del takes away a name and its reference, not the list.")
claim_is("01.2c", asks("sys.getrefcount(b)", sys.getrefcount(b)), 2, "One more than one.")
does("del b")
del b
claim("01.1d", freed("the list"), "The last reference went, and the list with it.")
# [article]

act("At zero, there and then")
does("gc.disable()")
gc.disable()
claim("01.1e", not gc.isenabled(), "The collector is off. All that follows is counting alone.")
does('x = Thing("the first")')
x = Thing("the first")
does('x = Thing("the second")')
x = Thing("the second")
claim_is("01.1f", happened(), "the first is freed", "A name that moves on lets go of what it had.")
predict('Then: Thing("t").name, log("the same line goes on"). This Thing has no name at all. Is it freed during the line or after it?')
does('Thing("t").name, log("the same line goes on")')
Thing("t").name, log("the same line goes on")
claim_is("01.1g", happened(), "t is freed, the same line goes on",
         "In the middle of the line, the moment nothing refers to it.")
does("del x")
del x

act("A container owns its elements")
does('shared = Thing("shared")')
shared = Thing("shared")
counted("shared", shared)
does('box = [Thing("first"), shared, Thing("last")]')
box = [Thing("first"), shared, Thing("last")]
claim_is("01.3a", counted("shared", shared), 2, "The name is one owner, the list is the other.")
does("del box")
del box
claim_is("01.3b", happened(), "last is freed, first is freed",
         "Dropping a list releases its elements, the last one first.")
claim_is("01.3c", counted("shared", shared), 1, "An element with another owner lives on.")
does("del shared")
del shared

act("New, borrowed, stolen")
does("box = PyList_New(0)")
box = PyList_New(0)
claim_is("01.4a", counted("box", box), 1, "New: it is the caller's, who must let go of it some day.")
does('item = Thing("item")')
item = Thing("item")
counted("item", item)
does("PyList_Append(box, item)")
PyList_Append(box, item)
claim_is("01.4b", counted("item", item), 2, "It makes its own; the caller keeps the one it had.")
does("peek = PyList_GetItem(box, 0)")
peek = PyList_GetItem(box, 0)
claim("01.4c", peek == id(item) and counted("item", item) == 2,
      "Borrowed: the same object, and no reference for you. It is good while box keeps it.")
does("shelf = PyList_New(1)")
shelf = PyList_New(1)
does("Py_IncRef(item)")
Py_IncRef(item)
counted("item", item)
does("PyList_SetItem(shelf, 0, item)")
PyList_SetItem(shelf, 0, item)
claim_is("01.4d", counted("item", item), 3, "Stolen: no count moves, but one of the three is the shelf's.")
does("Py_IncRef(item)")
Py_IncRef(item)
counted("item", item)
does("with suppress(IndexError): PyList_SetItem(shelf, 7, item)")
with suppress(IndexError): PyList_SetItem(shelf, 7, item)
claim_is("01.4e", counted("item", item), 3, "It failed and took the reference all the same.")
does("del shelf, box")
del shelf, box
claim_is("01.4f", counted("item", item), 1, "Each list gave back what it owned; ours is left.")
does("del item")
del item

act("Store first, release last")
does('box = [Witness("old")]')
box = [Witness("old")]
predict("The old element looks into the box while it is freed. What does it find there?")
does('box[0] = Thing("new")')
box[0] = Thing("new")
claim_is("01.5a", happened(), "old is freed and finds new in the box",
         "The new element is in its place before the old one is released.")
does("del box")
del box

act("del did not free it")
does('report = Thing("report")')
report = Thing("report")
counted("the report", report)
does('cache, history = {"latest": report}, [report]')
cache, history = {"latest": report}, [report]
counted("the report", report)
predict("What will `del report` free?")
does("del report")
del report
claim_is("01.6a", counted("the report", history[0]), 2,
         "Nothing: it took a name away. Two owners are left.")
claim_is("01.6b", asks("gc.collect()", gc.collect()), 0,
         "The collector finds nothing: what can be reached is no garbage.")
claim("01.6c", holds(cache, history[0]) and holds(history, cache["latest"]),
      "The dict cache and the list history hold it.")
does('del cache["latest"]')
del cache["latest"]
claim_is("01.6d", counted("the report", history[0]), 1, "One owner let go; the other still keeps it.")
does("history.clear()")
history.clear()
claim("01.6e", freed("the report"), "The last owner let go, and there and then it was freed.")
del cache, history
say("Some owners are easily forgotten. Two of them, of a longer table:")
does('for each in [Thing("first"), Thing("last")]: pass')
for each in [Thing("first"), Thing("last")]: pass
claim_is("01.6f", happened(), "first is freed", "The loop is over, and its variable still holds the last one.")
does("del each")
del each
claim_is("01.6g", happened(), "last is freed", "It was the only owner.")
does('report = Thing("report")')
report = Thing("report")
does("later = report.__str__")
later = report.__str__
claim("01.6h", holds(later, report), "A method without its call: it has its object.")
does("del report")
del report
claim_is("01.6i", happened(), "", "So the report lives as long as the method is kept.")
does("del later")
del later
claim_is("01.6j", happened(), "report is freed", "And no longer.")

act("A million deep")
does('nest = nested(1_000_000, Thing("innermost"))')
nest = nested(1_000_000, Thing("innermost"))
counted("the outermost list", nest)
predict("Freeing a list frees the list in it, which frees the list in it, and so on. Will it survive?")
does("del nest")
del nest
aside("CPython does not tell how deep its C stack was. That it still runs is the evidence.")
claim("01.7a", freed("the outermost list") and happened() == "innermost is freed",
      "One del freed a million lists and did not overflow the C stack.")
does('depth = naive_release(nested(10_000, Thing("innermost")))')
depth = naive_release(nested(10_000, Thing("innermost")))
aside("A call of a Python function takes no C stack here; lesson.c shows what C pays for it.")
claim_is("01.7b", depth, 10_000, "A release that calls itself goes as deep as the data.")

finish()
