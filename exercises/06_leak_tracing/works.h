/* For 6c: pieces of work that leak, each in another way, among much that does not.
 */
#ifndef RECLAIM_EXERCISES_WORKS_H
#define RECLAIM_EXERCISES_WORKS_H

#include <string.h>

#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "exercises/06_leak_tracing/6c_leak_hunt.h"
#include "exercises/check.h"

enum { PHOTOS = 10, ONCE = 30, TINY = 40, PIXELS = 40, CALLS_MOST = 200 };

enum work_kind {
    WORK_FLAT,
    WORK_CYCLE,
    WORK_FORGETS,
    IN_LIST,
    IN_DICT,
    IN_FUNCTION,
    IN_INSTANCE,
    WORKS
};

static struct {
    enum work_kind kind;
    int maker, line; /* where the photos are made that stay */
    int calls;
    struct object *box;  /* a list: who holds the photos */
    struct object *dict; /* or this dict */
    const char *cls_name;
    struct object *cls;    /* of instances that hold one each */
    struct object *cache;  /* a list: made once, by the first call */
    struct object *latest; /* another one each time */
    struct object *log;    /* a list: grows, too, in many small steps */
    struct object *forgotten[CALLS_MOST * PHOTOS];
    int forgotten_count;
} job;

/* A list of many Nones, large and tracked, all of it traced to the line that asks for it. */
static inline struct object *photo_new(void)
{
    struct object *photo = (list_new)(0);

    for (int i = 0; i < PIXELS; i++)
        (list_append)(photo, none());
    return photo;
}

#define photo_new() AT_CALLER(photo_new())

static inline bool looks(struct object *self, struct object *const *arguments, size_t count)
{
    (void)self, (void)arguments, (void)count;
    return true;
}

/* Somebody holds it from now on. */
static inline void hold(struct object *photo)
{
    struct object *holder = NULL;
    /* the very first has no holder, whoever holds the others */
    bool first = job.kind > WORK_FORGETS && job.calls == 1 && job.forgotten_count == 0;

    switch (first ? WORK_FORGETS : job.kind) {
    case IN_LIST: list_append(job.box, photo); break;
    case IN_DICT: {
        struct object *key = int_new(1000 + dict_size(job.dict));
        dict_set(job.dict, key, photo);
        decref(key);
        break;
    }
    case IN_FUNCTION: holder = function_new("looks", looks, photo); break;
    case IN_INSTANCE:
        holder = instance_new(job.cls);
        object_setattr(holder, "photo", photo);
        break;
    case WORK_CYCLE:
        list_set(photo, 0, newref(photo));
        list_append(job.box, photo); /* until it is old */
        break;
    case WORK_FORGETS:
        incref(photo);
        job.forgotten[job.forgotten_count++] = photo;
        break;
    default: break;
    }
    if (holder != NULL) {
        list_append(job.box, holder);
        decref(holder);
    }
}

static inline void begin_once(void)
{
    job.cache = list_new(0);
    for (int i = 0; i < ONCE; i++) {
        struct object *photo = photo_new();
        list_append(job.cache, photo);
        decref(photo);
    }
}

/* Made at one of three lines. */
static inline struct object *photo_somewhere(void)
{
    struct object *photo;

    switch (job.maker) {
    case 0: job.line = __LINE__, photo = photo_new(); break;
    case 1: job.line = __LINE__, photo = photo_new(); break;
    default: job.line = __LINE__, photo = photo_new();
    }
    return photo;
}

/* The same work each time, but for the first. */
static inline void work(void)
{
    if (++job.calls > CALLS_MOST)
        return;
    if (job.cache == NULL)
        begin_once();
    xdecref(job.latest);
    job.latest = photo_new();
    bool little = job.kind == WORK_FORGETS; /* a leak of a few bytes is one */
    for (int i = 0; i < (little ? 1 : PHOTOS); i++) {
        struct object *photo = photo_somewhere();
        hold(photo);
        decref(photo);
    }
    for (int i = 0; i < TINY && job.kind != WORK_FLAT && !little; i++) {
        struct object *number = int_new(100000 + i);
        list_append(job.log, number);
        decref(number);
    }
    if (job.kind == WORK_CYCLE) {
        gc_collect(0);
        gc_collect(1);
        list_clear(job.box); /* old garbage now */
    }
}

static inline void work_begins(enum work_kind kind)
{
    job.kind = kind;
    job.maker = check_random(3);
    job.calls = job.forgotten_count = 0;
    job.box = list_new(0);
    job.dict = dict_new();
    job.cls_name = check_word();
    job.cls = class_new_plain(job.cls_name);
    job.log = list_new(0);
}

static inline void work_ends(void)
{
    while (job.forgotten_count > 0)
        decref(job.forgotten[--job.forgotten_count]);
    clearref(&job.box);
    clearref(&job.dict);
    clearref(&job.cls);
    clearref(&job.log);
    clearref(&job.cache);
    clearref(&job.latest);
    gc_collect(GC_OLDEST);
}

static inline const char *line_text(const char *file, int line)
{
    const char *slash = file != NULL ? strrchr(file, '/') : NULL;

    return file == NULL ? "none" : check_text("%s:%d", slash != NULL ? slash + 1 : file, line);
}

static inline const char *kind_text(enum leak_kind kind)
{
    switch (kind) {
    case LEAK_NONE: return "LEAK_NONE";
    case LEAK_CYCLE: return "LEAK_CYCLE";
    case LEAK_HELD: return "LEAK_HELD";
    case LEAK_FORGOTTEN: return "LEAK_FORGOTTEN";
    default: return "no enum leak_kind";
    }
}

__attribute__((unused)) static inline enum leak_kind kind_of_work(enum work_kind kind)
{
    return kind == WORK_FLAT      ? LEAK_NONE
           : kind == WORK_CYCLE   ? LEAK_CYCLE
           : kind == WORK_FORGETS ? LEAK_FORGOTTEN
                                  : LEAK_HELD;
}

__attribute__((unused)) static inline const char *holder_in(enum work_kind kind)
{
    switch (kind) {
    case IN_LIST: return "list";
    case IN_DICT: return "dict";
    case IN_FUNCTION: return "builtin_function_or_method";
    case IN_INSTANCE: return job.cls_name;
    default: return "nobody";
    }
}

#endif
