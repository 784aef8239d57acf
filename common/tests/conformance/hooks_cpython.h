/**
 * @file
 * CPython calls the hooks: functions, finalizers, sys.stderr and sys.unraisablehook, as part of its
 * backend.
 *
 * An error that a hook raises is a real one, and PyErr_WriteUnraisable() takes it. For the report
 * it makes one container, which neither is counted nor starts a collection here; our
 * sys.unraisablehook is called while that container lives.
 */
#ifndef RECLAIM_COMMON_TESTS_CONFORMANCE_HOOKS_CPYTHON_H
#define RECLAIM_COMMON_TESTS_CONFORMANCE_HOOKS_CPYTHON_H

#include "common/tests/conformance/cpython.h"

/** Takes over sys.stderr and sys.unraisablehook. */
void cpython_listen(void);

/** How many errors sys.unraisablehook has heard of; may be set. */
extern intptr_t cpython_unraisable;

/** @name See the operations of struct collector_backend */
///@{
void cpython_finalize(PyObject *self);
void cpython_make_legacy(PyObject *cls);
PyObject *cpython_function_new(PyObject *self);
bool cpython_call(PyObject *callable, PyObject *argument);
///@}

#endif
