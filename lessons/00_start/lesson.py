"""Lesson 00: what every object starts with, and how to read a transcript.  lesson.c is its twin."""

import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from ctypes import c_ssize_t, c_void_p
from narrator import *

lesson("00", "Start", "Where does Python keep the count of an object?")

act("How to read a transcript")
say("A line behind >>> is Python, and it has just been run. Below it: a count before → after; · what "
    "happened in the middle of the line; ✓ a claim that the program checked there and then. If one were "
    "false it would show as ✗, and the program would fail. A line behind ~ may differ from run to run.")

act("What every object starts with")
# [header]
does("x = []")
x = []
counted("the list", x)
aside(f"This list stands at {id(x):#x}.")
aside(f"Its header is {object.__basicsize__} bytes: a count and the address of its type.")
predict("The first word at that address is a number. Which?")
does("first = c_ssize_t.from_address(id(x)).value")
first = c_ssize_t.from_address(id(x)).value
claim_is("00.1a", first, 1, "The first word of an object is its count: one reference, the name x.")
does("second = c_void_p.from_address(id(x) + 8).value")
second = c_void_p.from_address(id(x) + 8).value
claim("00.1b", second == id(list), "The second word is the address of its type, list.")
does("y = x")
y = x
claim_is("00.1c", counted("the list", x), 2, "A second name, a second reference.")
claim_is("00.1d", c_ssize_t.from_address(id(x)).value, 2,
         "And the first word is 2 now: the object itself keeps the count.")
# [header]
does("del x")
del x
claim_is("00.1e", counted("the list", y), 1, "del x took one away.")
does("del y")
del y
claim("00.1f", freed("the list"), "At zero the list is freed. That is all the next lesson is about.")

act("Your turn")
say("Open exercises/00_start/0a_first.c in your editor, do what it says, and ask for the verdict: "
    "./reclaim grade 0a")
finish()
