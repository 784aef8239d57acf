/* What keeps libpython comparable. See cpython.h. */
#include "common/tests/conformance/cpython.h"

enum { NAMES = 64 };

static struct {
    PyObject *freeze, *unfreeze;
    const char *name_texts[NAMES];
    PyObject *names[NAMES];
} state;

void must(bool condition, const char *what)
{
    if (condition)
        return;
    fprintf(stderr, "backend_cpython: %s failed\n", what);
    PyErr_Print();
    exit(2);
}

struct _gc_runtime_state *collector(void)
{
    return &_PyInterpreterState_GET()->gc;
}

static void call(PyObject *function)
{
    PyObject *result = PyObject_CallNoArgs(function);

    must(result != NULL, "a call");
    Py_DECREF(result);
}

/* PyGC_Collect() does nothing while collection is disabled. */
void cpython_settle(void)
{
    call(state.unfreeze);
    PyGC_Enable();
    PyGC_Collect();
    call(state.freeze);
    PyGC_Collect();
    PyGC_Disable();
}

void cpython_start(void)
{
    PyConfig config;

    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    config.install_signal_handlers = 0;
    must(!PyStatus_Exception(Py_InitializeFromConfig(&config)), "Py_InitializeFromConfig");
    PyConfig_Clear(&config);
    PyObject *gc = PyImport_ImportModule("gc");
    must(gc != NULL, "import gc");
    state.freeze = PyObject_GetAttrString(gc, "freeze");
    state.unfreeze = PyObject_GetAttrString(gc, "unfreeze");
    Py_DECREF(gc);
    PyGC_Disable();
}

size_t cpython_finish(void)
{
    for (int i = 0; i < NAMES; i++)
        Py_CLEAR(state.names[i]);
    Py_CLEAR(state.freeze);
    Py_CLEAR(state.unfreeze);
    Py_Finalize();
    return 0;
}

PyObject *name_of(const char *text)
{
    int i = 0;

    while (i < NAMES - 1 && state.name_texts[i] != NULL && strcmp(state.name_texts[i], text) != 0)
        i++;
    if (state.names[i] == NULL) {
        state.name_texts[i] = text;
        state.names[i] = PyUnicode_InternFromString(text);
    }
    must(strcmp(state.name_texts[i], text) == 0, "room for one more name");
    return state.names[i];
}

void without_tuple(int parked)
{
    struct _Py_tuple_state *tuples = &_PyInterpreterState_GET()->tuple;
    PyObject *type = PyErr_Occurred();

    PyErr_SetNone(type);
    if (tuples->numfree[0] > parked) {
        PyTupleObject *tuple = tuples->free_list[0];
        tuples->free_list[0] = (PyTupleObject *)tuple->ob_item[0];
        tuples->numfree[0]--;
        PyObject_GC_Del(tuple);
    }
}

int parked_tuples(void)
{
    return _PyInterpreterState_GET()->tuple.numfree[0];
}

/* Leaves the free list of dicts as long as if one dict less had been made. */
static void forget_one_dict(bool was_empty)
{
    struct _Py_dict_state *dicts = &_PyInterpreterState_GET()->dict_state;

    if (was_empty && dicts->numfree > 0)
        PyObject_GC_Del(dicts->free_list[--dicts->numfree]);
}

/* Replaces a dict that shares its keys with the class by one that does not. */
static void unsplit(PyObject *self)
{
    PyObject **place, *dict = PyDict_New(), *key, *value;
    Py_ssize_t position = 0;

    place = _PyObject_ManagedDictPointer(self);
    while (PyDict_Next(*place, &position, &key, &value))
        PyDict_SetItem(dict, key, value);
    Py_SETREF(*place, dict);
}

static bool has_managed_dict(const PyObject *self)
{
    return (Py_TYPE(self)->tp_flags & Py_TPFLAGS_MANAGED_DICT) &&
           *_PyObject_ManagedDictPointer((PyObject *)self) != NULL;
}

PyObject *set_or_delete(PyObject *self, PyObject *name, PyObject *value)
{
    int parked = parked_tuples();

    if (PyObject_SetAttr(self, name, value) == 0)
        return self;
    without_tuple(parked);
    return NULL;
}

PyObject *make_dict(PyObject *self, PyObject *name, PyObject *value)
{
    (void)name, (void)value;
    PyObject *dict = PyObject_GenericGetDict(self, NULL);
    Py_XDECREF(dict);
    return dict;
}

PyObject *with_dict(PyObject *self, PyObject *(*step)(PyObject *, PyObject *, PyObject *),
                    PyObject *name, PyObject *value)
{
    bool had_dict = has_managed_dict(self);
    bool was_empty = _PyInterpreterState_GET()->dict_state.numfree < 2;
    PyObject *result = step(self, name, value);

    if (!had_dict && has_managed_dict(self)) {
        unsplit(self);
        forget_one_dict(was_empty);
    }
    return result;
}

struct visiting {
    cpython_visitor *visit;
    void *argument;
};

static int visit_one(PyObject *referent, void *argument)
{
    struct visiting *visiting = argument;

    visiting->visit(referent, visiting->argument);
    return 0;
}

void cpython_traverse(PyObject *obj, cpython_visitor *visit, void *argument)
{
    if (Py_TYPE(obj)->tp_traverse != NULL)
        Py_TYPE(obj)->tp_traverse(obj, visit_one, &(struct visiting){visit, argument});
}

void cpython_get_count(int counts[3])
{
    for (int i = 0; i < 3; i++)
        counts[i] = collector()->generations[i].count;
}

void cpython_each_in(int generation, cpython_visitor *visit, void *argument)
{
    PyGC_Head *list = &collector()->generations[generation].head;

    for (PyGC_Head *node = _PyGCHead_NEXT(list); node != list; node = _PyGCHead_NEXT(node))
        visit((PyObject *)(node + 1), argument);
}
