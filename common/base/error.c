/* The pending error and the end of the road. See error.h. */
#include "common/base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/state.h"

static const char *const kind_names[] = {
    [ERROR_NONE] = "",
    [ERROR_ATTRIBUTE] = "AttributeError",
    [ERROR_INDEX] = "IndexError",
    [ERROR_KEY] = "KeyError",
    [ERROR_MEMORY] = "MemoryError",
    [ERROR_RECURSION] = "RecursionError",
    [ERROR_RUNTIME] = "RuntimeError",
    [ERROR_SYSTEM] = "SystemError",
    [ERROR_TYPE] = "TypeError",
    [ERROR_VALUE] = "ValueError",
};

bool error_set(enum error_kind kind, const char *format, ...)
{
    struct error *error = &runtime.error.pending;
    int used = snprintf(error->text, sizeof error->text, "%s: ", kind_names[kind]);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error->text + used, sizeof error->text - (size_t)used, format, arguments);
    va_end(arguments);
    error->kind = kind;
    return false;
}

void *error_no_memory(void)
{
    struct error *error = &runtime.error.pending;

    error->kind = ERROR_MEMORY;
    snprintf(error->text, sizeof error->text, "MemoryError");
    return NULL;
}

enum error_kind error_occurred(void)
{
    return runtime.error.pending.kind;
}

const char *error_message(void)
{
    return error_occurred() == ERROR_NONE ? "" : runtime.error.pending.text;
}

void error_clear(void)
{
    runtime.error.pending.kind = ERROR_NONE;
}

void error_fetch(struct error *saved)
{
    saved->kind = error_occurred();
    if (saved->kind == ERROR_NONE)
        return;
    *saved = runtime.error.pending;
    error_clear();
}

void error_restore(const struct error *saved)
{
    if (saved->kind == ERROR_NONE)
        error_clear();
    else
        runtime.error.pending = *saved;
}

void error_unraisable(void)
{
    if (error_occurred() == ERROR_NONE)
        return;
    runtime.error.unraisable++;
    if (runtime.error.on_unraisable != NULL)
        runtime.error.on_unraisable(error_message());
    error_clear();
}

_Noreturn void fatal(const char *where, const char *format, ...)
{
    char message[300];
    int used = snprintf(message, sizeof message, "%s: ", where);
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message + used, sizeof message - (size_t)used, format, arguments);
    va_end(arguments);
    if (runtime.error.on_fatal != NULL)
        runtime.error.on_fatal(message);
    else
        fprintf(stderr, "%s\n", message);
    abort();
}

void error_on_fatal(void (*handler)(const char *message))
{
    runtime.error.on_fatal = handler;
}
