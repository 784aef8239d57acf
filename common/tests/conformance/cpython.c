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

struct _gc_runtime_state *cpython_collector(void)
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

static bool has_managed_dict(const PyObject *self)
{
    return (Py_TYPE(self)->tp_flags & Py_TPFLAGS_MANAGED_DICT) &&
           *_PyObject_ManagedDictPointer((PyObject *)self) != NULL;
}

static bool has_attribute(PyObject *self, PyObject *name)
{
    PyObject *value;

    _PyObject_LookupAttr(self, name, &value);
    Py_XDECREF(value);
    return value != NULL;
}

/* Whether @self would get a dict for @name: its attributes are inline, and its class cannot learn
 * the name; or the collector has taken its dict away. */
static bool needs_dict_for(PyObject *self, PyObject *name)
{
    const PyTypeObject *type = Py_TYPE(self);

    if (!(type->tp_flags & Py_TPFLAGS_MANAGED_DICT) || has_managed_dict(self))
        return false;
    if (*_PyObject_ValuesPointer(self) == NULL)
        return true;
    PyDictKeysObject *keys = ((PyHeapTypeObject *)type)->ht_cached_keys;
    for (Py_ssize_t i = 0; i < keys->dk_nentries; i++)
        if (DK_UNICODE_ENTRIES(keys)[i].me_key == name)
            return false;
    return keys->dk_usable <= 0;
}

/* Deleting what is not there: in a dict that would make a KeyError, which comes in a tuple. */
static bool delete_nothing(PyObject *self, PyObject *name)
{
    if (needs_dict_for(self, name))
        Py_XDECREF(PyObject_GenericGetDict(self, NULL));
    if (has_managed_dict(self))
        PyErr_SetNone(PyExc_AttributeError);
    else
        PyObject_SetAttr(self, name, NULL);
    return false;
}

bool cpython_delattr(PyObject *self, PyObject *name)
{
    return has_attribute(self, name) ? PyObject_SetAttr(self, name, NULL) == 0
                                     : delete_nothing(self, name);
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
        counts[i] = cpython_collector()->generations[i].count;
}

void cpython_each_in(int generation, cpython_visitor *visit, void *argument)
{
    PyGC_Head *list = &cpython_collector()->generations[generation].head;

    for (PyGC_Head *node = _PyGCHead_NEXT(list); node != list; node = _PyGCHead_NEXT(node))
        visit((PyObject *)(node + 1), argument);
}

void cpython_list_init(PyGC_Head *list)
{
    list->_gc_next = list->_gc_prev = (uintptr_t)list;
}

void cpython_list_merge(PyGC_Head *from, PyGC_Head *to)
{
    if (_PyGCHead_NEXT(from) == from)
        return;
    PyGC_Head *first = _PyGCHead_NEXT(from), *last = _PyGCHead_PREV(from);
    PyGC_Head *tail = _PyGCHead_PREV(to);
    _PyGCHead_SET_NEXT(tail, first);
    _PyGCHead_SET_PREV(first, tail);
    _PyGCHead_SET_NEXT(last, to);
    to->_gc_prev = (uintptr_t)last;
    cpython_list_init(from);
}
