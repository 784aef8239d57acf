/* Four ways to keep what nobody needs. See leaks.h. */
#include "lessons/06_leak_tracing/leaks.h"

#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"

enum { PIXELS = 100 * 1000, MOST_FUNCTIONS = 8, MOST_FORGOTTEN = 64 };

struct object *registry, *clock_object;
static struct object *photo_class, *clock_class;

/* Where each function begins that has run. */
static struct {
    const char *name;
    int line;
} functions[MOST_FUNCTIONS];
static int function_count;

static void note_function(const char *name, int line)
{
    for (int i = 0; i < function_count; i++)
        if (functions[i].line == line)
            return;
    if (function_count < MOST_FUNCTIONS) {
        functions[function_count].name = name;
        functions[function_count++].line = line;
    }
}

const char *function_at(struct place place)
{
    const char *name = "elsewhere";
    int start = 0;

    for (int i = 0; i < function_count && strcmp(place.file, __FILE__) == 0; i++)
        if (functions[i].line <= place.line && functions[i].line > start) {
            start = functions[i].line;
            name = functions[i].name;
        }
    return name;
}

/* This function is a frame of its own for the tracer, and function_at() knows where it begins. */
#define CALLED()                                                                                   \
    FRAME();                                                                                       \
    note_function(__func__, __LINE__)

static struct object *callbacks(void)
{
    struct object *list = object_getattr(clock_object, "callbacks");

    decref(list); /* the clock keeps it */
    return list;
}

static bool redraw(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    return true;
}

struct object *(take)(void)
{
    CALLED();
    static char pixels[PIXELS + 1];
    struct object *photo = instance_new(photo_class);

    memset(pixels, 'x', PIXELS);
    struct object *text = str_new(pixels); /* nothing else is allocated on this line */
    object_setattr_steal(photo, "pixels", text);
    return photo;
}

void look(void)
{
    CALLED();
    decref(take());
}

/* Nobody empties the registry. */
static void keep(void)
{
    CALLED();
    struct object *photo = take();

    list_append(registry, photo);
    decref(photo);
}

/* A cycle, and the collector is off. */
static void pair(void)
{
    CALLED();
    struct object *photo = take();

    object_setattr_steal(photo, "album", list_pack(1, photo));
    decref(photo);
}

/* The callback owns its photo, and the clock keeps the callback. */
static void watch(void)
{
    CALLED();
    struct object *photo = take(), *callback = function_new("redraw", redraw, photo);

    list_append(callbacks(), callback);
    decref(callback);
    decref(photo);
}

/* Calls a C function that forgets something. */
static void measure(void)
{
    CALLED();
    struct object *photo = take();

    c_length(photo);
    decref(photo);
}

/* The addresses of what c_length() forgot, for the mend. Each bit is turned over: no pointer may be
 * left for Valgrind to find. */
static uintptr_t forgotten[MOST_FORGOTTEN];
static int forgotten_count;

static void note_forgotten(const struct object *obj)
{
    if (forgotten_count == MOST_FORGOTTEN)
        fatal("c_length", "forgets more than %d references", MOST_FORGOTTEN);
    forgotten[forgotten_count++] = ~(uintptr_t)obj;
}

//! [forgets]
intptr_t c_length(struct object *photo)
{
    struct object *pixels = object_getattr(photo, "pixels"); /* a new reference */
    intptr_t length = (intptr_t)strlen(str_text(pixels));

    note_forgotten(pixels); /* its address, so that the lesson can mend it later */
    return length;          /* and no decref(pixels) */
}
//! [forgets]

static void empty_registry(void)
{
    list_clear(registry);
}

static void collect(void)
{
    gc_collect(GC_OLDEST);
}

static void unsubscribe(void)
{
    list_clear(callbacks());
}

static void release_forgotten(void)
{
    while (forgotten_count > 0)
        decref((struct object *)~forgotten[--forgotten_count]);
}

const struct leak leaks[LEAKS] = {
    {"registry", "keep", keep, empty_registry},
    {"cycle", "pair", pair, collect},
    {"callback", "watch", watch, unsubscribe},
    {"release", "measure", measure, release_forgotten},
};

void leaks_open(void)
{
    photo_class = class_new_plain("Photo");
    clock_class = class_new_plain("Clock");
    registry = list_new(0);
    clock_object = instance_new(clock_class);
    object_setattr_steal(clock_object, "callbacks", list_new(0));
}

void leaks_close(void)
{
    for (int i = 0; i < LEAKS; i++)
        leaks[i].mend();
    clearref(&registry);
    clearref(&clock_object);
    clearref(&photo_class);
    clearref(&clock_class);
}
