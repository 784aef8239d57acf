"""Lesson 05: weak references, told by the real CPython.  lesson.c tells the same story in C."""

import gc
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import weakref
from narrator import *


def refused(function, *arguments):
    try:
        function(*arguments)
    except TypeError as error:
        event(f"TypeError: {error}")


def answering():
    return sum(ref() is not None for ref in (plain, first, second, third))


# [told]
def tells(name):
    def told(ref):
        event(f"{name} is told, {answering()} of 4 answer")
    return told
# [told]


def tells_alone(name):
    def told(ref):
        event(f"{name} is told")
    return told


# [witness]
class Witness(Thing):
    """Asks, when it is finalized, the weak reference that others have to it."""

    def __del__(self):
        event(f"finalizer: watch() is {watch_says()}")


def called(ref):
    event(f"callback: watch() is {watch_says()}")
# [witness]


def watch_says():
    return "None" if watch() is None else "the node"


lesson("05", "Weak references",
       "I only wanted to find it again. Why does my cache keep everything alive?")

act("A reference that does not count")
does("gc.disable()")
gc.disable()
# [weak]
does('photo = Thing("photo")')
photo = Thing("photo")
counted("photo", photo)
does("weak = weakref.ref(photo)")
weak = weakref.ref(photo)
claim_is("05.1a", counted("photo", photo), 1, "The weak reference knows the photo and does not count.")
claim("05.1b", asks("weak() is photo", weak() is photo), "Called, it answers with the object itself.")
does("strong = weak()")
strong = weak()
claim_is("05.1c", counted("photo", photo), 2,
         "What it answers with is an ordinary reference, which counts.")
does("del photo")
del photo
claim_is("05.1d", counted("photo", strong), 1, "So the photo cannot go while you work with the answer.")
predict("The last reference that counts is about to go. What does weak() say afterwards?")
does("del strong")
del strong
claim_is("05.1e", happened(), "photo is freed", "The weak reference did not keep it.")
claim("05.1f", asks("weak()", weak()) is None, "It answers None, now and for ever. Nothing dangles.")
# [weak]
does("refused(weakref.ref, [1, 2, 3])")
refused(weakref.ref, [1, 2, 3])
claim_is("05.1g", happened(), "TypeError: cannot create weak reference to 'list' object",
         "Not every type has room for weak references: an instance has, a list has not.")
does("del weak")
del weak

act("All cleared, then told")
does('photo = Thing("photo")')
photo = Thing("photo")
does("plain = weakref.ref(photo)")
plain = weakref.ref(photo)
does('first = weakref.ref(photo, tells("first"))')
first = weakref.ref(photo, tells("first"))
does('second = weakref.ref(photo, tells("second"))')
second = weakref.ref(photo, tells("second"))
does('third = weakref.ref(photo, tells("third"))')
third = weakref.ref(photo, tells("third"))
counted("photo", photo)
predict("Three callbacks, each of which asks all four weak references. Who is told first, and who"
        " still answers?")
does("del photo")
del photo
claim_is("05.2a", happened(),
         "photo is freed, third is told, 0 of 4 answer, second is told, 0 of 4 answer, "
         "first is told, 0 of 4 answer",
         "All four were cleared before the first callback ran; the newest is told first.")
claim("05.2b", asks("third()", third()) is None and third.__callback__ is None,
      "A weak reference calls once: its callback is used up.")
does('photo = Thing("another photo")')
photo = Thing("another photo")
does('first = weakref.ref(photo, tells("first"))')
first = weakref.ref(photo, tells("first"))
does("del first")
del first
does("del photo")
del photo
claim_is("05.2c", happened(), "another photo is freed",
         "Who drops the weak reference drops the callback with it. Keep it to be told.")
does("del plain, second, third")
del plain, second, third

act("One is enough")
does('photo = Thing("photo")')
photo = Thing("photo")
does("weak = weakref.ref(photo)")
weak = weakref.ref(photo)
counted("weak", weak)
does("again = weakref.ref(photo)")
again = weakref.ref(photo)
claim("05.3a", again is weak and counted("weak", weak) == 2,
      "No new object: everybody who wants no callback shares one weak reference.")
does('first = weakref.ref(photo, tells("first"))')
first = weakref.ref(photo, tells("first"))
does('second = weakref.ref(photo, tells("second"))')
second = weakref.ref(photo, tells("second"))
claim("05.3b", second is not first and first is not weak, "With a callback, each is its own.")
claim_is("05.3c", asks("weakref.getweakrefcount(photo)", weakref.getweakrefcount(photo)), 3,
         "The photo keeps a list of them: the shared one and two with callbacks.")
claim_is("05.3d", counted("photo", photo), 1, "And still it has one reference.")
does("del second, first, again, weak")
del second, first, again, weak
does("del photo")
del photo

act("Parent and child")
does('root, leaf = Thing("root"), Thing("leaf")')
root, leaf = Thing("root"), Thing("leaf")
does("root.children = [leaf]")
root.children = [leaf]
does("leaf.parent = root")
leaf.parent = root
claim_is("05.4a", counted("root", root), 2, "The child keeps its parent: down and up, a cycle.")
does("del root, leaf")
del root, leaf
claim_is("05.4b", happened(), "", "No name is left, and nothing happens.")
does("found = gc.collect()")
found = gc.collect()
claim_is("05.4c", asks("found", found), 3, "It took the collector: root, leaf, and the list between them.")
say("The same tree. Only the way up is weak.")
# [tree]
does('root, leaf = Thing("root"), Thing("leaf")')
root, leaf = Thing("root"), Thing("leaf")
does("root.children = [leaf]")
root.children = [leaf]
does("leaf.parent = weakref.ref(root)")
leaf.parent = weakref.ref(root)
claim_is("05.4d", counted("the new root", root), 1, "The child knows its parent and does not keep it.")
claim("05.4e", asks("leaf.parent() is root", leaf.parent() is root), "The way up works.")
does("del root")
del root
claim_is("05.4f", happened(), "root is freed", "There and then, by counting.")
claim("05.4g", asks("leaf.parent()", leaf.parent()) is None, "A leaf that outlives its tree says so.")
does("del leaf")
del leaf
does("found = gc.collect()")
found = gc.collect()
claim_is("05.4h", asks("found", found), 0, "The collector has nothing to do.")
# [tree]

act("A cache that forgets")
does("cache = weakref.WeakValueDictionary()")
cache = weakref.WeakValueDictionary()
does('photo = Thing("photo")')
photo = Thing("photo")
does('cache["a.png"] = photo')
cache["a.png"] = photo
claim_is("05.5a", counted("photo", photo), 1, "The cache has it and does not keep it.")
claim("05.5b", asks('cache["a.png"] is photo', cache["a.png"] is photo),
      "While anybody uses the photo, it is found again.")
does("del photo")
del photo
claim_is("05.5c", happened(), "photo is freed", "Being in the cache did not save it.")
claim_is("05.5d", asks("len(cache)", len(cache)), 0,
         "The entry went with its value: a callback took it out.")
does('photo = cache["a.png"] = Thing("old photo")')
photo = cache["a.png"] = Thing("old photo")
does('newer = cache["a.png"] = Thing("new photo")')
newer = cache["a.png"] = Thing("new photo")
predict("Two photos had the same key, and the old one dies now. What is left in the cache?")
does("del photo")
del photo
claim("05.5e", asks('cache["a.png"] is newer', cache["a.png"] is newer) and len(cache) == 1,
      "The new one: the death of the old is none of its business.")
does("del newer, cache")
del newer, cache

act("Two ways to die")
does('node = Witness("node")')
node = Witness("node")
does("watch = weakref.ref(node, called)")
watch = weakref.ref(node, called)
predict("It has a finalizer, and somebody watches it. Which runs first?")
does("del node")
del node
claim_is("05.6a", happened(), "finalizer: watch() is the node, callback: watch() is None",
         "By counting: the finalizer first, which the weak reference still answers.")
does('node = Witness("node")')
node = Witness("node")
does("watch = weakref.ref(node, called)")
watch = weakref.ref(node, called)
does("node.me = node")
node.me = node
does("del node")
del node
claim_is("05.6b", happened(), "", "The same with a cycle: now it waits for the collector.")
does("found = gc.collect()")
found = gc.collect()
claim_is("05.6c", happened(), "callback: watch() is None, finalizer: watch() is None",
         "By the collector: cleared and called first, then the finalizer, which finds None.")
say("And when the weak reference is a part of the garbage itself?")
does('node = Thing("node")')
node = Thing("node")
does('node.watch = weakref.ref(node, tells_alone("node.watch"))')
node.watch = weakref.ref(node, tells_alone("node.watch"))
does("del node")
del node
claim_is("05.6d", happened(), "node is freed, node.watch is told",
         "By counting it calls: it was still alive when its object died.")
does('node = Thing("node")')
node = Thing("node")
does('node.watch = weakref.ref(node, tells_alone("node.watch"))')
node.watch = weakref.ref(node, tells_alone("node.watch"))
does("node.me = node")
node.me = node
does("del node")
del node
does("found = gc.collect()")
found = gc.collect()
claim_is("05.6e", happened(), "node is freed", "Inside the garbage it never calls: it is garbage, too.")
del watch

finish()
