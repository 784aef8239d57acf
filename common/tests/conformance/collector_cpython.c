/* CPython's collector and weak references as a backend. See cpython.h. */
#include "common/tests/conformance/hooks_cpython.h"

#define thing _object
#include "common/tests/conformance/backend_collector.h"

static struct {
    PyObject *collect, *get_objects, *getweakrefs; /* functions of Python's modules */
    PyCFunction get_referrers, get_referents;
    PyObject *gc, *argument; /* the module; a tuple of one, lent out to those two */
    PyGC_Head hidden;
    int enabled;
} state;

static PyObject *import_from(const char *module, const char *name)
{
    PyObject *from = PyImport_ImportModule(module);
    PyObject *found = from == NULL ? NULL : PyObject_GetAttrString(from, name);

    must(found != NULL, name);
    Py_DECREF(from);
    return found;
}

static void start(void)
{
    PyObject *referrers = import_from("gc", "get_referrers");
    PyObject *referents = import_from("gc", "get_referents");

    state.gc = PyImport_ImportModule("gc");
    state.collect = import_from("gc", "collect");
    state.get_objects = import_from("gc", "get_objects");
    state.getweakrefs = import_from("_weakref", "getweakrefs");
    state.get_referrers = PyCFunction_GET_FUNCTION(referrers);
    state.get_referents = PyCFunction_GET_FUNCTION(referents);
    Py_DECREF(referrers);
    Py_DECREF(referents);
    state.argument = PyTuple_New(1);
    PyObject_GC_UnTrack(state.argument);
    cpython_listen();
    cpython_list_init(&state.hidden);
}

static void reset(void)
{
    struct _gc_runtime_state *gc = cpython_collector();

    gc->enabled = gc->debug = 0;
    gc->generations[0].threshold = 700;
    gc->generations[1].threshold = gc->generations[2].threshold = 10;
    PyList_SetSlice(gc->garbage, 0, PyList_GET_SIZE(gc->garbage), NULL);
    PyList_SetSlice(gc->callbacks, 0, PyList_GET_SIZE(gc->callbacks), NULL);
    cpython_list_merge(&gc->permanent_generation.head, &gc->generations[2].head);
    memset(gc->generation_stats, 0, sizeof gc->generation_stats);
    gc->long_lived_total = gc->long_lived_pending = 0;
    cpython_unraisable = 0;
}

static void hide(void)
{
    cpython_list_merge(&cpython_collector()->permanent_generation.head, &state.hidden);
}

static void unhide(void)
{
    cpython_list_merge(&state.hidden, &cpython_collector()->permanent_generation.head);
}

static void pause_(void)
{
    state.enabled = cpython_collector()->enabled;
    cpython_collector()->enabled = 0;
}

static void resume(void)
{
    cpython_collector()->enabled = state.enabled;
}

static intptr_t collect(int generation)
{
    PyObject *argument = PyLong_FromLong(generation);
    PyObject *result = PyObject_CallOneArg(state.collect, argument);

    Py_DECREF(argument);
    if (result == NULL)
        return -1;
    intptr_t found = PyLong_AsSsize_t(result);
    Py_DECREF(result);
    return found;
}

static void enable(void)
{
    PyGC_Enable();
}

static void disable(void)
{
    PyGC_Disable();
}

static void set_threshold(const int thresholds[3])
{
    for (int i = 0; i < 3; i++)
        cpython_collector()->generations[i].threshold = thresholds[i];
}

/* gc.freeze() and gc.unfreeze() allocate nothing. */
static void call_without_arguments(const char *name)
{
    Py_DECREF(PyObject_VectorcallMethod(name_of(name), &state.gc, 1, NULL));
}

static void freeze(void)
{
    call_without_arguments("freeze");
}

static void unfreeze(void)
{
    call_without_arguments("unfreeze");
}

static void set_debug(unsigned flags)
{
    cpython_collector()->debug = (int)flags;
}

static void each_frozen(thing_visitor *visit, void *argument)
{
    PyGC_Head *list = &cpython_collector()->permanent_generation.head;

    for (PyGC_Head *node = _PyGCHead_NEXT(list); node != list; node = _PyGCHead_NEXT(node))
        visit((PyObject *)(node + 1), argument);
}

static void count_one(PyObject *obj, void *argument)
{
    (void)obj;
    ++*(intptr_t *)argument;
}

static void facts(struct collector_facts *facts)
{
    const struct _gc_runtime_state *gc = cpython_collector();

    *facts = (struct collector_facts){.long_lived_total = gc->long_lived_total,
                                      .long_lived_pending = gc->long_lived_pending,
                                      .unraisable = cpython_unraisable,
                                      .enabled = gc->enabled};
    each_frozen(count_one, &facts->freeze_count);
    for (int i = 0; i < 3; i++) {
        facts->thresholds[i] = gc->generations[i].threshold;
        facts->stats[i][0] = gc->generation_stats[i].collections;
        facts->stats[i][1] = gc->generation_stats[i].collected;
        facts->stats[i][2] = gc->generation_stats[i].uncollectable;
    }
}

static PyObject *garbage(void)
{
    return cpython_collector()->garbage;
}

static PyObject *callbacks(void)
{
    return cpython_collector()->callbacks;
}

static PyObject *get_objects(int generation)
{
    PyObject *argument = PyLong_FromLong(generation);
    PyObject *found = PyObject_CallOneArg(state.get_objects, argument);

    Py_DECREF(argument);
    return found;
}

/* gc.get_referrers(obj) without a tuple made for the call. A collection inside may run a hook that
 * asks the same: the tuple holds its object, for as long as the outermost call lasts. */
static PyObject *ask(PyCFunction function, PyObject *obj)
{
    PyObject *before = PyTuple_GET_ITEM(state.argument, 0);

    PyTuple_SET_ITEM(state.argument, 0, obj);
    PyObject *found = function(state.gc, state.argument);
    PyTuple_SET_ITEM(state.argument, 0, before);
    return found;
}

static PyObject *get_referrers(PyObject *obj)
{
    return ask(state.get_referrers, obj);
}

static PyObject *get_referents(PyObject *obj)
{
    return ask(state.get_referents, obj);
}

static PyObject *weakref_get(PyObject *ref)
{
    return Py_NewRef(PyWeakref_GetObject(ref));
}

static PyObject *weakref_callback(PyObject *ref)
{
    return ((PyWeakReference *)ref)->wr_callback;
}

static void each_weakref(PyObject *obj, thing_visitor *visit, void *argument)
{
    if (!_PyType_SUPPORTS_WEAKREFS(Py_TYPE(obj)))
        return;
    PyWeakReference *ref = *(PyWeakReference **)_PyObject_GET_WEAKREFS_LISTPTR(obj);
    for (; ref != NULL; ref = ref->wr_next)
        visit((PyObject *)ref, argument);
}

static intptr_t weakref_count(PyObject *obj)
{
    intptr_t count = 0;

    each_weakref(obj, count_one, &count);
    return count;
}

static PyObject *weakrefs(PyObject *obj)
{
    return PyObject_CallOneArg(state.getweakrefs, obj);
}

static bool hash(PyObject *obj, size_t *hash)
{
    Py_hash_t value = PyObject_Hash(obj);

    *hash = (size_t)value;
    return value != -1;
}

static bool equal(PyObject *a, PyObject *b)
{
    return PyObject_RichCompareBool(a, b, Py_EQ) == 1;
}

static void raise(void)
{
    PyErr_SetNone(PyExc_ValueError);
}

static bool verify(char *report, size_t size)
{
    (void)report, (void)size;
    return true;
}

const struct collector_backend collector_cpython = {
    .start = start,
    .reset = reset,
    .hide = hide,
    .unhide = unhide,
    .pause = pause_,
    .resume = resume,
    .collect = collect,
    .enable = enable,
    .disable = disable,
    .set_threshold = set_threshold,
    .freeze = freeze,
    .unfreeze = unfreeze,
    .set_debug = set_debug,
    .facts = facts,
    .each_frozen = each_frozen,
    .garbage = garbage,
    .callbacks = callbacks,
    .get_objects = get_objects,
    .get_referrers = get_referrers,
    .get_referents = get_referents,
    .weakref_new = PyWeakref_NewRef,
    .weakref_get = weakref_get,
    .weakref_callback = weakref_callback,
    .weakref_count = weakref_count,
    .weakrefs = weakrefs,
    .each_weakref = each_weakref,
    .finalize = cpython_finalize,
    .make_legacy = cpython_make_legacy,
    .function_new = cpython_function_new,
    .call = cpython_call,
    .hash = hash,
    .equal = equal,
    .raise = raise,
    .verify = verify,
};
