/* Exercise 6c, another way: the cycle stays a cycle and is broken where a session ends, also at
 * service_stop(). The weak reference is a KeyedRef, which knows its ticket. */
#include "exercises/06_leak_tracing/6c_leak_hunt.h"

#include <stdio.h>

#include "common/objects/sys.h"
#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"

enum { FIRST_TICKET = 1000, REPLY = 300 };

void service_start(struct service *service, struct object *greeting)
{
    *service = (struct service){
        .greeting = newref(greeting),
        .session_class = class_new_plain("Session"),
        .desk_class = class_new_plain("Desk"),
        .sessions = dict_new(),
        .audience = list_new(0),
        .alive = dict_new(),
        .tickets = FIRST_TICKET,
    };
}

/* What runs when a session is gone: its ticket is worth nothing any more. */
static bool session_gone(struct object *alive, struct object *const *arguments, size_t count)
{
    (void)count;
    dict_delete(alive, weakref_key(arguments[0]));
    return true;
}

static void watch(struct service *service, struct object *session)
{
    struct object *ticket = int_new(service->tickets++);
    struct object *gone = function_new("session_gone", session_gone, service->alive);
    struct object *ref = weakref_new_keyed(session, gone, ticket);

    dict_set(service->alive, ticket, ref);
    decref(ticket);
    decref(gone);
    decref(ref);
}

bool service_login(struct service *service, const char *name)
{
    if (dict_get_str(service->sessions, name) != NULL)
        return false;
    struct object *session = instance_new(service->session_class);
    struct object *desk = instance_new(service->desk_class);
    object_setattr_steal(session, "name", str_new(name));
    object_setattr_steal(session, "inbox", list_new(0));
    object_setattr(desk, "session", session);
    object_setattr_steal(session, "desk", desk);
    watch(service, session);
    dict_set_str(service->sessions, name, session);
    decref(session);
    return true;
}

/* The place of @session in the audience; -1: it does not listen. */
static intptr_t place_of(const struct service *service, const struct object *session)
{
    for (intptr_t i = 0; i < list_size(service->audience); i++)
        if (list_get(service->audience, i) == session)
            return i;
    return -1;
}

bool service_logout(struct service *service, const char *name)
{
    struct object *session = dict_get_str(service->sessions, name);

    if (session == NULL)
        return false;
    object_delattr(session, "desk"); /* the desk goes, and with it its reference to the session */
    if (place_of(service, session) >= 0)
        list_delete(service->audience, place_of(service, session));
    return dict_delete_str(service->sessions, name);
}

void service_stop(struct service *service)
{
    struct object *name, *session;
    intptr_t position = 0;

    while (dict_next(service->sessions, &position, &name, &session)) {
        service_logout(service, str_text(name));
        position = 0;
    }
    dict_clear(service->alive); /* a session that lives on is watched no longer */
    clearref(&service->alive);
    clearref(&service->audience);
    clearref(&service->sessions);
    clearref(&service->desk_class);
    clearref(&service->session_class);
    clearref(&service->greeting);
}

struct object *service_session(struct service *service, const char *name)
{
    struct object *session = dict_get_str(service->sessions, name);

    xincref(session);
    return session;
}

static struct object *answer(struct object *desk, struct object *greeting, const char *question)
{
    struct object *session = object_getattr(desk, "session");
    struct object *name = object_getattr(session, "name");
    char reply[REPLY];

    snprintf(reply, sizeof reply, "%s, %s: %s", str_text(greeting), str_text(name), question);
    decref(name);
    decref(session);
    return str_new(reply);
}

struct object *service_ask(struct service *service, const char *name, const char *question)
{
    struct object *session = dict_get_str(service->sessions, name);

    if (session == NULL)
        return NULL;
    struct object *desk = object_getattr(session, "desk");
    struct object *reply = answer(desk, service->greeting, question);
    decref(desk);
    return reply;
}

bool service_listen(struct service *service, const char *name)
{
    struct object *session = dict_get_str(service->sessions, name);

    if (session == NULL || place_of(service, session) >= 0)
        return false;
    return list_append(service->audience, session);
}

/* Whether @session is the one that is logged in under its name. */
static bool is_logged_in(const struct service *service, struct object *session)
{
    struct object *name = object_getattr(session, "name");
    bool logged_in = dict_get(service->sessions, name) == session;

    decref(name);
    return logged_in;
}

int service_announce(struct service *service, const char *text)
{
    struct object *message = str_new(text);
    int heard = 0;

    for (intptr_t i = 0; i < list_size(service->audience); i++) {
        struct object *session = list_get(service->audience, i);
        if (!is_logged_in(service, session))
            continue;
        struct object *inbox = object_getattr(session, "inbox");
        list_append(inbox, message);
        decref(inbox);
        heard++;
    }
    decref(message);
    return heard;
}

int service_alive(struct service *service)
{
    return (int)dict_size(service->alive);
}

/* Another way than the first: no snapshots. Each tracked object is asked where it was made, before
 * and after; the lines are few. */
enum { LINES = 200 };

struct line {
    struct place place;
    size_t size;
    struct object *last; /* borrowed: one that was made there */
};

static size_t lines_now(struct line *lines, const struct object *all)
{
    size_t count = 0;

    for (intptr_t i = 0; i < list_size(all); i++) {
        struct object *obj = list_get(all, i);
        const struct traceback *made = tracemalloc_get_object_traceback(obj);
        size_t at = 0;
        if (made == NULL)
            continue;
        while (at < count && place_compare(lines[at].place, made->places[0]) != 0)
            at++;
        if (at == count)
            lines[count++] = (struct line){.place = made->places[0]};
        lines[at].size += sys_getsizeof(obj);
        lines[at].last = obj;
    }
    return count;
}

static size_t grown(const struct line *line, const struct line *before, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (place_compare(before[i].place, line->place) == 0)
            return line->size > before[i].size ? line->size - before[i].size : 0;
    return line->size;
}

/* The line that has grown most since @before; also one of its objects. */
static size_t find_line(const struct line *before, size_t count, struct leak *leak,
                        struct object **one)
{
    struct line lines[LINES];
    struct object *all = gc_get_objects(GC_ALL_GENERATIONS);
    size_t here = lines_now(lines, all), most = 0;

    for (size_t i = 0; i < here; i++)
        if (grown(&lines[i], before, count) > most) {
            most = grown(&lines[i], before, count);
            leak->place = lines[i].place;
            *one = lines[i].last;
        }
    decref(all);
    return most;
}

struct leak leak_find(void (*work)(void))
{
    struct leak leak = {.kind = LEAK_NONE}, again = {.kind = LEAK_NONE};
    struct line before[LINES];
    struct object *one = NULL;

    work();
    struct object *all = gc_get_objects(GC_ALL_GENERATIONS);
    size_t count = lines_now(before, all);
    decref(all);
    work();
    if (find_line(before, count, &leak, &one) == 0)
        return leak;
    gc_collect(GC_OLDEST);
    if (find_line(before, count, &again, &one) == 0 ||
        place_compare(again.place, leak.place) != 0) {
        leak.kind = LEAK_CYCLE;
        return leak;
    }
    struct object *referrers = gc_get_referrers(&one, 1);
    leak.kind = list_size(referrers) > 0 ? LEAK_HELD : LEAK_FORGOTTEN;
    if (leak.kind == LEAK_HELD)
        leak.holder = object_type_name(list_get(referrers, 0));
    decref(referrers);
    return leak;
}
