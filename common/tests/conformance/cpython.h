/**
 * @file
 * What backend_cpython.c needs to keep libpython comparable: its start, and repairs where CPython
 * allocates a container behind the program's back, so that the counts do not part for that.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_CPYTHON_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_CPYTHON_H

#define Py_BUILD_CORE 1 /* the collector's counts and the free lists are in no public header */
#include <Python.h>
#include <internal/pycore_dict.h>
#include <internal/pycore_gc.h>
#include <internal/pycore_interp.h>
#include <internal/pycore_object.h>
#include <internal/pycore_pystate.h>
#include <internal/pycore_tuple.h>

#include <stdbool.h>

/** An isolated interpreter without site, its collector off. */
void cpython_start(void);
size_t cpython_finish(void);
/** See backend.settle. */
void cpython_settle(void);

/** See the operations of struct backend. */
typedef void cpython_visitor(PyObject *obj, void *argument);
void cpython_traverse(PyObject *obj, cpython_visitor *visit, void *argument);
void cpython_each_in(int generation, cpython_visitor *visit, void *argument);
void cpython_get_count(int counts[3]);

/** Ends the program unless @p condition. */
void must(bool condition, const char *what);

/** The state of the collector. */
struct _gc_runtime_state *cpython_collector(void);

/** The interned str for a name, made once; @p text is a literal. Borrowed. */
PyObject *name_of(const char *text);

/** del self.name, without the tuple that a KeyError would come in. False: an error. */
bool cpython_delattr(PyObject *self, PyObject *name);

/** Makes an empty list; appends all of @p from, none of which is marked, to @p to. */
void cpython_list_init(PyGC_Head *list);
void cpython_list_merge(PyGC_Head *from, PyGC_Head *to);

#endif
