/* The workloads on libpython3.11, through its C API. */
#include <Python.h>
#include <stdbool.h>

static PyObject *node_class, *link_names[2], *tracemalloc, *collect_function;

static PyObject *do_nothing(PyObject *self, PyObject *argument)
{
    (void)self, (void)argument;
    Py_RETURN_NONE;
}

static PyMethodDef nothing = {"nothing", do_nothing, METH_O, NULL};

/* PyGC_Collect() does nothing while collection is disabled; gc.collect() does. */
static void collect(void)
{
    Py_DECREF(PyObject_CallNoArgs(collect_function));
}

static void set_tracing(bool on)
{
    Py_DECREF(PyObject_CallMethod(tracemalloc, on ? "start" : "stop", NULL));
}

#define OBJECT                          PyObject
#define KEEP(obj)                       Py_NewRef(obj)
#define DROP(obj)                       Py_DECREF(obj)
#define NEW_INT(value)                  PyLong_FromLongLong(value)
#define NEW_STR(text)                   PyUnicode_FromString(text)
#define NEW_LIST(n)                     PyList_New(n)
#define LIST_SET(list, i, item)         PyList_SetItem(list, i, item)
#define NEW_TUPLE(n)                    PyTuple_New(n)
#define TUPLE_SET(tuple, i, item)       PyTuple_SetItem(tuple, i, item)
#define NEW_DICT()                      PyDict_New()
#define DICT_SET(dict, key, value)      PyDict_SetItem(dict, key, value)
#define DICT_GET(dict, key)             PyDict_GetItemWithError(dict, key)
#define NEW_INSTANCE()                  PyObject_CallNoArgs(node_class)
#define ASK_FOR_DICT(instance)          Py_DECREF(PyObject_GenericGetDict(instance, NULL))
#define SET_LINK(instance, link, value) PyObject_SetAttr(instance, link_names[link], value)
#define NEW_WEAKREF(referent, callback) PyWeakref_NewRef(referent, callback)
#define NEW_CALLBACK()                  PyCFunction_New(&nothing, NULL)
#define COLLECT()                       collect()
#define COLLECTIONS(on)                 ((on) ? PyGC_Enable() : PyGC_Disable())
#define TRACING(on)                     set_tracing(on)

#include "common/tests/bench/workloads.h"

static void start(void)
{
    PyConfig config;

    PyConfig_InitIsolatedConfig(&config);
    config.site_import = 0;
    Py_InitializeFromConfig(&config);
    PyConfig_Clear(&config);
    PyGC_Disable();
    PyRun_SimpleString("class Node: pass\nimport gc, tracemalloc\n");
    PyObject *main_module = PyImport_AddModule("__main__");
    node_class = PyObject_GetAttrString(main_module, "Node");
    tracemalloc = PyObject_GetAttrString(main_module, "tracemalloc");
    PyObject *gc = PyObject_GetAttrString(main_module, "gc");
    collect_function = PyObject_GetAttrString(gc, "collect");
    Py_DECREF(PyObject_CallMethod(gc, "freeze", NULL)); /* only what is measured is examined */
    Py_DECREF(gc);
    link_names[0] = PyUnicode_InternFromString("left");
    link_names[1] = PyUnicode_InternFromString("right");
    make_keys();
    teach_class();
}

static void stop(void)
{
    drop_keys();
    Py_DECREF(node_class);
    Py_DECREF(link_names[0]);
    Py_DECREF(link_names[1]);
    Py_DECREF(tracemalloc);
    Py_DECREF(collect_function);
    Py_Finalize();
}

const struct side side_cpython = {"CPython", start,     stop,         workloads,
                                  weights,   make_ring, collect_once, drop_ring};
