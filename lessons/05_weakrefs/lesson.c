/* Lesson 05: weak references. lesson.py tells the same story under the real CPython.
 *
 * The collector is off from the first act on: whatever goes, goes by counting, except where
 * gc.collect() is called by name. */
#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/weakrefs/weakref.h"
#include "common/weakrefs/weakvalues.h"
#include "lessons/narrator.h"

static struct object *photo, *weak, *strong, *again, *plain, *first, *second, *third;
static struct object *root, *leaf, *cache, *newer, *node, *watch;

/* Whether calling the weak reference @ref answers with @obj. */
static bool answers(const struct object *ref, const struct object *obj)
{
    struct object *answer = weakref_get(ref);

    decref(answer); /* only compared from here on */
    return answer == obj;
}

/* Asks `code`, a call of @ref, and shows None or the name of the Thing. */
static bool asks_none(const char *code, const struct object *ref)
{
    bool gone = answers(ref, none());

    asks_text(code, gone ? "None" : "something");
    return gone;
}

/* weakref.ref(referent, body), where body remembers the name. */
static struct object *ref_telling(struct object *referent, function_body *body, const char *name)
{
    struct object *text = str_new(name), *callback = function_new("told", body, text);
    struct object *ref = weakref_new(referent, callback);

    decref(text);
    decref(callback);
    return ref;
}

static void does_not_count(void)
{
    act("A reference that does not count");
    does("gc.disable()"), gc_disable();
    //! [weak]
    does("photo = Thing(\"photo\")"), photo = thing_new("photo"), counted("photo", photo);
    does("weak = weakref.ref(photo)"), weak = weakref_new(photo, NULL);
    claim_is("05.1a", counted("photo", photo), 1,
             "The weak reference knows the photo and does not count.");
    asks_text("weak() is photo", answers(weak, photo) ? "True" : "False");
    claim("05.1b", answers(weak, photo), "Called, it answers with the object itself.");
    does("strong = weak()"), strong = weakref_get(weak);
    claim_is("05.1c", counted("photo", photo), 2,
             "What it answers with is an ordinary reference, which counts.");
    does("del photo"), del(&photo);
    claim_is("05.1d", counted("photo", strong), 1,
             "So the photo cannot go while you work with the answer.");
    predict("The last reference that counts is about to go. What does weak() say afterwards?");
    does("del strong"), del(&strong);
    claim_is("05.1e", happened(), "photo is freed", "The weak reference did not keep it.");
    claim("05.1f", asks_none("weak()", weak),
          "It answers None, now and for ever. Nothing dangles.");
    //! [weak]
    does("refused(weakref.ref, [1, 2, 3])");
    struct object *list = list_new(3);
    for (int i = 0; i < 3; i++)
        list_set(list, i, int_new(i + 1));
    weakref_new(list, NULL);
    event("%s", error_message());
    error_clear();
    decref(list);
    claim_is("05.1g", happened(), "TypeError: cannot create weak reference to 'list' object",
             "Not every type has room for weak references: an instance has, a list has not.");
    does("del weak"), del(&weak);
}

static int answering(void)
{
    return !answers(plain, none()) + !answers(first, none()) + !answers(second, none()) +
           !answers(third, none());
}

//! [told]
/* The callback: its self is the name that it was made with. */
static bool told(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    event("%s is told, %d of 4 answer", str_text(self), answering());
    return true;
}
//! [told]

static bool told_alone(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments, (void)count;
    event("%s is told", str_text(self));
    return true;
}

static void told_afterwards(void)
{
    act("All cleared, then told");
    does("photo = Thing(\"photo\")"), photo = thing_new("photo");
    does("plain = weakref.ref(photo)"), plain = weakref_new(photo, NULL);
    does("first = weakref.ref(photo, tells(\"first\"))");
    first = ref_telling(photo, told, "first");
    does("second = weakref.ref(photo, tells(\"second\"))");
    second = ref_telling(photo, told, "second");
    does("third = weakref.ref(photo, tells(\"third\"))");
    third = ref_telling(photo, told, "third");
    counted("photo", photo);
    predict("Three callbacks, each of which asks all four weak references. Who is told first, and "
            "who still answers?");
    does("del photo"), del(&photo);
    claim_is("05.2a", happened(),
             "photo is freed, third is told, 0 of 4 answer, second is told, 0 of 4 answer, "
             "first is told, 0 of 4 answer",
             "All four were cleared before the first callback ran; the newest is told first.");
    claim("05.2b", asks_none("third()", third) && weakref_callback(third) == NULL,
          "A weak reference calls once: its callback is used up.");
    does("photo = Thing(\"another photo\")"), photo = thing_new("another photo");
    does("first = weakref.ref(photo, tells(\"first\"))");
    setref(&first, ref_telling(photo, told, "first"));
    does("del first"), del(&first);
    does("del photo"), del(&photo);
    claim_is("05.2c", happened(), "another photo is freed",
             "Who drops the weak reference drops the callback with it. Keep it to be told.");
    does("del plain, second, third"), del(&plain), del(&second), del(&third);
}

static void one_is_enough(void)
{
    act("One is enough");
    does("photo = Thing(\"photo\")"), photo = thing_new("photo");
    does("weak = weakref.ref(photo)"), weak = weakref_new(photo, NULL), counted("weak", weak);
    does("again = weakref.ref(photo)"), again = weakref_new(photo, NULL);
    claim("05.3a", again == weak && counted("weak", weak) == 2,
          "No new object: everybody who wants no callback shares one weak reference.");
    does("first = weakref.ref(photo, tells(\"first\"))");
    first = ref_telling(photo, told, "first");
    does("second = weakref.ref(photo, tells(\"second\"))");
    second = ref_telling(photo, told, "second");
    claim("05.3b", second != first && first != weak, "With a callback, each is its own.");
    claim_is("05.3c",
             asks("weakref.getweakrefcount(photo)", (long long)weakref_getweakrefcount(photo)), 3,
             "The photo keeps a list of them: the shared one and two with callbacks.");
    claim_is("05.3d", counted("photo", photo), 1, "And still it has one reference.");
    does("del second, first, again, weak");
    del(&second), del(&first), del(&again), del(&weak);
    does("del photo"), del(&photo);
}

static void make_tree(void)
{
    does("root, leaf = Thing(\"root\"), Thing(\"leaf\")");
    root = thing_new("root"), leaf = thing_new("leaf");
    does("root.children = [leaf]"), object_setattr_steal(root, "children", list_pack(1, leaf));
}

/* Whether leaf.parent() answers with @obj. */
static bool parent_is(const struct object *obj)
{
    struct object *up = object_getattr(leaf, "parent");
    bool same = answers(up, obj);

    decref(up);
    return same;
}

static void parent_and_child(void)
{
    act("Parent and child");
    make_tree();
    does("leaf.parent = root"), object_setattr(leaf, "parent", root);
    claim_is("05.4a", counted("root", root), 2,
             "The child keeps its parent: down and up, a cycle.");
    does("del root, leaf"), del(&root), del(&leaf);
    claim_is("05.4b", happened(), "", "No name is left, and nothing happens.");
    does("found = gc.collect()");
    intptr_t found = gc_collect(2);
    claim_is("05.4c", asks("found", found), 3,
             "It took the collector: root, leaf, and the list between them.");
    say("The same tree. Only the way up is weak.");
    //! [tree]
    make_tree();
    does("leaf.parent = weakref.ref(root)");
    object_setattr_steal(leaf, "parent", weakref_new(root, NULL));
    claim_is("05.4d", counted("the new root", root), 1,
             "The child knows its parent and does not keep it.");
    asks_text("leaf.parent() is root", parent_is(root) ? "True" : "False");
    claim("05.4e", parent_is(root), "The way up works.");
    does("del root"), del(&root);
    claim_is("05.4f", happened(), "root is freed", "There and then, by counting.");
    asks_text("leaf.parent()", parent_is(none()) ? "None" : "something");
    claim("05.4g", parent_is(none()), "A leaf that outlives its tree says so.");
    does("del leaf"), del(&leaf);
    does("found = gc.collect()");
    found = gc_collect(2);
    claim_is("05.4h", asks("found", found), 0, "The collector has nothing to do.");
    //! [tree]
}

static void cache_set(const char *name, struct object *value)
{
    struct object *key = str_new(name);

    weakvalues_set(cache, key, value);
    decref(key);
}

static bool cache_has(const char *name, const struct object *value)
{
    struct object *key = str_new(name), *got = weakvalues_get(cache, key);

    decref(key);
    xdecref(got);
    return got == value;
}

static void cache_that_forgets(void)
{
    act("A cache that forgets");
    does("cache = weakref.WeakValueDictionary()"), cache = weakvalues_new();
    does("photo = Thing(\"photo\")"), photo = thing_new("photo");
    does("cache[\"a.png\"] = photo"), cache_set("a.png", photo);
    claim_is("05.5a", counted("photo", photo), 1, "The cache has it and does not keep it.");
    asks_text("cache[\"a.png\"] is photo", cache_has("a.png", photo) ? "True" : "False");
    claim("05.5b", cache_has("a.png", photo), "While anybody uses the photo, it is found again.");
    does("del photo"), del(&photo);
    claim_is("05.5c", happened(), "photo is freed", "Being in the cache did not save it.");
    claim_is("05.5d", asks("len(cache)", weakvalues_size(cache)), 0,
             "The entry went with its value: a callback took it out.");
    does("photo = cache[\"a.png\"] = Thing(\"old photo\")");
    photo = thing_new("old photo"), cache_set("a.png", photo);
    does("newer = cache[\"a.png\"] = Thing(\"new photo\")");
    newer = thing_new("new photo"), cache_set("a.png", newer);
    predict("Two photos had the same key, and the old one dies now. What is left in the cache?");
    does("del photo"), del(&photo);
    asks_text("cache[\"a.png\"] is newer", cache_has("a.png", newer) ? "True" : "False");
    claim("05.5e", cache_has("a.png", newer) && weakvalues_size(cache) == 1,
          "The new one: the death of the old is none of its business.");
    does("del newer, cache"), del(&newer), del(&cache);
}

static const char *watch_says(void)
{
    return answers(watch, none()) ? "None" : "the node";
}

//! [witness]
/* Witness.__del__: asks the weak reference that others have to it. */
static void witness_finalize(struct object *self)
{
    (void)self;
    event("finalizer: watch() is %s", watch_says());
}

static bool watch_called(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    event("callback: watch() is %s", watch_says());
    return true;
}
//! [witness]

static void two_ways_to_die(void)
{
    struct object *witness =
        class_new(&(struct class_spec){"Witness", .finalize = witness_finalize});
    struct object *callback = function_new("called", watch_called, NULL);

    act("Two ways to die");
    does("node = Witness(\"node\")"), node = thing_new_of(witness, "node");
    does("watch = weakref.ref(node, called)"), watch = weakref_new(node, callback);
    predict("It has a finalizer, and somebody watches it. Which runs first?");
    does("del node"), del(&node);
    claim_is("05.6a", happened(), "finalizer: watch() is the node, callback: watch() is None",
             "By counting: the finalizer first, which the weak reference still answers.");
    does("node = Witness(\"node\")"), node = thing_new_of(witness, "node");
    does("watch = weakref.ref(node, called)"), setref(&watch, weakref_new(node, callback));
    does("node.me = node"), object_setattr(node, "me", node);
    does("del node"), del(&node);
    claim_is("05.6b", happened(), "", "The same with a cycle: now it waits for the collector.");
    does("found = gc.collect()"), gc_collect(2);
    claim_is("05.6c", happened(), "callback: watch() is None, finalizer: watch() is None",
             "By the collector: cleared and called first, then the finalizer, which finds None.");
    say("And when the weak reference is a part of the garbage itself?");
    does("node = Thing(\"node\")"), node = thing_new("node");
    does("node.watch = weakref.ref(node, tells_alone(\"node.watch\"))");
    object_setattr_steal(node, "watch", ref_telling(node, told_alone, "node.watch"));
    does("del node"), del(&node);
    claim_is("05.6d", happened(), "node is freed, node.watch is told",
             "By counting it calls: it was still alive when its object died.");
    does("node = Thing(\"node\")"), node = thing_new("node");
    does("node.watch = weakref.ref(node, tells_alone(\"node.watch\"))");
    object_setattr_steal(node, "watch", ref_telling(node, told_alone, "node.watch"));
    does("node.me = node"), object_setattr(node, "me", node);
    does("del node"), del(&node);
    does("found = gc.collect()"), gc_collect(2);
    claim_is("05.6e", happened(), "node is freed",
             "Inside the garbage it never calls: it is garbage, too.");
    del(&watch);
    decref(callback);
    decref(witness);
}

int main(int argc, char **argv)
{
    lesson(argc, argv, "05", "Weak references",
           "I only wanted to find it again. Why does my cache keep everything alive?");
    variable("photo", &photo), variable("weak", &weak), variable("strong", &strong);
    variable("again", &again), variable("plain", &plain), variable("first", &first);
    variable("second", &second), variable("third", &third);
    variable("root", &root), variable("leaf", &leaf), variable("cache", &cache);
    variable("newer", &newer), variable("node", &node), variable("watch", &watch);
    does_not_count();
    told_afterwards();
    one_is_enough();
    parent_and_child();
    cache_that_forgets();
    two_ways_to_die();
    return finish();
}
