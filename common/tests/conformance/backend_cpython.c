/*
 * libpython3.11 as a backend: each operation through the C API function that the library names as
 * its model. Nothing here may allocate a container behind the program's back, or the counts would
 * part: so attributes are looked up without making an exception, and names are made once.
 */
#include "common/tests/conformance/cpython.h"

#define thing _object
#include "common/tests/conformance/backend.h"

static PyObject *none_new(void)
{
    return Py_NewRef(Py_None);
}

static PyObject *bool_new(bool value)
{
    return PyBool_FromLong(value);
}

static PyObject *class_new(const struct class_plan *plan)
{
    PyObject *body = PyDict_New();

    must(body != NULL, "a dict");
    if (plan->slots != NULL) {
        PyObject *slots = PyList_New(0);
        for (const char *const *slot = plan->slots; *slot != NULL; slot++)
            PyList_Append(slots, name_of(*slot));
        PyDict_SetItemString(body, "__slots__", slots);
        Py_DECREF(slots);
    }
    PyObject *cls = PyObject_CallFunction((PyObject *)&PyType_Type, "s()O", plan->name, body);
    must(cls != NULL, "a class statement");
    Py_DECREF(body);
    ((PyTypeObject *)cls)->tp_finalize = plan->finalize;
    return cls;
}

static void incref(PyObject *obj)
{
    Py_INCREF(obj);
}

static void decref(PyObject *obj)
{
    Py_DECREF(obj);
}

static intptr_t list_size(const PyObject *list)
{
    return PyList_GET_SIZE(list);
}

static PyObject *list_get(const PyObject *list, intptr_t index)
{
    return PyList_GetItem((PyObject *)list, index);
}

static bool list_set(PyObject *list, intptr_t index, PyObject *item)
{
    return PyList_SetItem(list, index, item) == 0;
}

static bool list_append(PyObject *list, PyObject *item)
{
    return PyList_Append(list, item) == 0;
}

static bool list_insert(PyObject *list, intptr_t index, PyObject *item)
{
    return PyList_Insert(list, index, item) == 0;
}

static bool list_delete(PyObject *list, intptr_t index)
{
    return PySequence_DelItem(list, index) == 0;
}

static PyObject *list_pop(PyObject *list, intptr_t index)
{
    PyObject *arguments[] = {list, PyLong_FromSsize_t(index)};
    PyObject *item = PyObject_VectorcallMethod(name_of("pop"), arguments, 2, NULL);

    Py_DECREF(arguments[1]);
    return item;
}

static void list_clear(PyObject *list)
{
    PyObject *result = PyObject_VectorcallMethod(name_of("clear"), &list, 1, NULL);

    must(result != NULL, "list.clear");
    Py_DECREF(result);
}

static intptr_t tuple_size(const PyObject *tuple)
{
    return PyTuple_GET_SIZE(tuple);
}

static PyObject *tuple_get(const PyObject *tuple, intptr_t index)
{
    return PyTuple_GetItem((PyObject *)tuple, index);
}

static bool tuple_set(PyObject *tuple, intptr_t index, PyObject *item)
{
    return PyTuple_SetItem(tuple, index, item) == 0;
}

static intptr_t dict_size(const PyObject *dict)
{
    return PyDict_Size((PyObject *)dict);
}

static PyObject *dict_get(const PyObject *dict, PyObject *key)
{
    return PyDict_GetItemWithError((PyObject *)dict, key);
}

static bool dict_set(PyObject *dict, PyObject *key, PyObject *value)
{
    return PyDict_SetItem(dict, key, value) == 0;
}

/* A KeyError would come in a tuple. */
static bool dict_delete(PyObject *dict, PyObject *key)
{
    int found = PyDict_Contains(dict, key);

    if (found == 0)
        PyErr_SetNone(PyExc_KeyError);
    return found == 1 && PyDict_DelItem(dict, key) == 0;
}

static bool dict_next(const PyObject *dict, intptr_t *position, PyObject **key, PyObject **value)
{
    return PyDict_Next((PyObject *)dict, position, key, value);
}

/* PyObject_GetAttr() would make a whole exception, with a tuple in it. */
static PyObject *getattr(PyObject *self, const char *name)
{
    PyObject *value;

    if (_PyObject_LookupAttr(self, name_of(name), &value) == 0)
        PyErr_SetNone(PyExc_AttributeError);
    return value;
}

static bool setattr(PyObject *self, const char *name, PyObject *value)
{
    return PyObject_SetAttr(self, name_of(name), value) == 0;
}

static bool delattr(PyObject *self, const char *name)
{
    return cpython_delattr(self, name_of(name));
}

static PyObject *dict_of(PyObject *self)
{
    return PyObject_GenericGetDict(self, NULL);
}

static intptr_t refcount(const PyObject *obj)
{
    return Py_REFCNT(obj);
}

static bool is_tracked(const PyObject *obj)
{
    return PyObject_GC_IsTracked((PyObject *)obj);
}

static bool is_finalized(const PyObject *obj)
{
    return PyObject_GC_IsFinalized((PyObject *)obj);
}

/* Asking allocates a bound method and frees it again. */
static size_t size_of(PyObject *obj)
{
    int count = cpython_collector()->generations[0].count;
    size_t size = _PySys_GetSizeOf(obj);
    cpython_collector()->generations[0].count = count;
    return size;
}

static const char *type_name(const PyObject *obj)
{
    return Py_TYPE(obj)->tp_name;
}

static void atom_text(PyObject *obj, char *text, size_t size)
{
    text[0] = '\0';
    if (PyLong_Check(obj))
        snprintf(text, size, "%lld", PyLong_AsLongLong(obj));
    else if (PyUnicode_Check(obj))
        snprintf(text, size, "%s", PyUnicode_AsUTF8(obj));
}

static bool is_name(const PyObject *obj)
{
    return PyUnicode_Check(obj) && PyUnicode_CHECK_INTERNED(obj);
}

static void clear(PyObject *obj)
{
    if (Py_TYPE(obj)->tp_clear != NULL)
        Py_TYPE(obj)->tp_clear(obj);
}

static const char *take_error(void)
{
    PyObject *type = PyErr_Occurred();
    const char *name = type == NULL ? "" : ((PyTypeObject *)type)->tp_name;

    PyErr_Clear();
    return name;
}

const struct backend backend_cpython = {
    .name = "CPython",
    .start = cpython_start,
    .finish = cpython_finish,
    .settle = cpython_settle,
    .none = none_new,
    .bool_new = bool_new,
    .int_new = PyLong_FromLongLong,
    .str_new = PyUnicode_FromString,
    .list_new = PyList_New,
    .tuple_new = PyTuple_New,
    .dict_new = PyDict_New,
    .class_new = class_new,
    .instance_new = PyObject_CallNoArgs,
    .incref = incref,
    .decref = decref,
    .list_size = list_size,
    .list_get = list_get,
    .list_set = list_set,
    .list_append = list_append,
    .list_insert = list_insert,
    .list_delete = list_delete,
    .list_pop = list_pop,
    .list_clear = list_clear,
    .tuple_size = tuple_size,
    .tuple_get = tuple_get,
    .tuple_set = tuple_set,
    .dict_size = dict_size,
    .dict_get = dict_get,
    .dict_set = dict_set,
    .dict_delete = dict_delete,
    .dict_next = dict_next,
    .dict_clear = PyDict_Clear,
    .getattr = getattr,
    .setattr = setattr,
    .delattr = delattr,
    .dict_of = dict_of,
    .refcount = refcount,
    .is_tracked = is_tracked,
    .is_finalized = is_finalized,
    .getsizeof = size_of,
    .type_name = type_name,
    .atom_text = atom_text,
    .is_name = is_name,
    .traverse = cpython_traverse,
    .clear = clear,
    .get_count = cpython_get_count,
    .each_in = cpython_each_in,
    .take_error = take_error,
};
