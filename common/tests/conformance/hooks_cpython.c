/* See hooks_cpython.h. */
#include "common/tests/conformance/hooks_cpython.h"

#define thing _object
#include "common/tests/conformance/hooks.h"

intptr_t cpython_unraisable;

static struct {
    PyObject *error; /* the one exception that hooks raise */
    int enabled_before_report;
} state;

static PyObject *hear_line(PyObject *self, PyObject *text)
{
    char copy[300], *line = copy, *end;

    (void)self;
    snprintf(copy, sizeof copy, "%s", PyUnicode_AsUTF8(text));
    for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = '\0';
        hook_line(line, &worlds[1]);
    }
    Py_RETURN_NONE;
}

static PyObject *hear_error(PyObject *self, PyObject *report)
{
    (void)self, (void)report;
    cpython_unraisable++;
    cpython_collector()->generations[0].count++;
    cpython_collector()->enabled = state.enabled_before_report;
    Py_RETURN_NONE;
}

static void raise_reported(void)
{
    state.enabled_before_report = cpython_collector()->enabled;
    cpython_collector()->enabled = 0;
    cpython_collector()->generations[0].count--;
    PyErr_SetObject((PyObject *)Py_TYPE(state.error), state.error);
}

static PyObject *run_body(PyObject *self, PyObject *const *arguments, Py_ssize_t count)
{
    if (hook_called(&worlds[1], self, arguments, (size_t)count))
        Py_RETURN_NONE;
    raise_reported();
    return NULL;
}

static PyMethodDef write_line = {"write", hear_line, METH_O, NULL};
static PyMethodDef report_error = {"unraisablehook", hear_error, METH_O, NULL};
static PyMethodDef hook = {"hook", (PyCFunction)(void (*)(void))run_body, METH_FASTCALL, NULL};

/* A finalizer of a class statement keeps a pending error and reports its own. */
static void run_hook(PyObject *self, bool (*run)(struct world *world, PyObject *self))
{
    PyObject *type, *value, *traceback;

    PyErr_Fetch(&type, &value, &traceback);
    if (!run(&worlds[1], self)) {
        raise_reported();
        PyErr_WriteUnraisable(NULL);
    }
    PyErr_Restore(type, value, traceback);
}

void cpython_finalize(PyObject *self)
{
    run_hook(self, hook_finalize);
}

/* A legacy finalizer is called on a count of zero, and has to take care of that. */
static void legacy_del(PyObject *self)
{
    Py_SET_REFCNT(self, 1);
    run_hook(self, hook_legacy);
    Py_SET_REFCNT(self, Py_REFCNT(self) - 1);
}

void cpython_make_legacy(PyObject *cls)
{
    ((PyTypeObject *)cls)->tp_del = legacy_del;
}

PyObject *cpython_function_new(PyObject *self)
{
    return PyCFunction_New(&hook, self);
}

bool cpython_call(PyObject *callable, PyObject *argument)
{
    PyObject *result = PyObject_CallOneArg(callable, argument);

    if (result == NULL) { /* nobody reports this one: it is the caller's */
        cpython_collector()->generations[0].count++;
        cpython_collector()->enabled = state.enabled_before_report;
    }
    Py_XDECREF(result);
    return result != NULL;
}

void cpython_listen(void)
{
    PyObject *sink = PyModule_New("sink"), *listener = PyCFunction_New(&report_error, NULL);

    state.error = PyObject_CallNoArgs(PyExc_ValueError);
    PyModule_AddObject(sink, "write", PyCFunction_New(&write_line, NULL));
    PySys_SetObject("stderr", sink);
    PySys_SetObject("unraisablehook", listener);
    Py_DECREF(sink);
    Py_DECREF(listener);
}
