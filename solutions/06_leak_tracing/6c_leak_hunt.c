/* Exercise 6c, mended: a desk refers to its session weakly, the callback owns the two things that
 * it needs, whoever logs out leaves the audience, and an answer gives back the session it asked
 * for. */
#include "exercises/06_leak_tracing/6c_leak_hunt.h"

#include <stdio.h>

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

void service_stop(struct service *service)
{
    dict_clear(service->alive); /* a session that lives on is watched no longer */
    clearref(&service->alive);
    clearref(&service->audience);
    clearref(&service->sessions);
    clearref(&service->desk_class);
    clearref(&service->session_class);
    clearref(&service->greeting);
}

/* What runs when a session is gone: its ticket is worth nothing any more. */
static bool session_gone(struct object *self, struct object *const *arguments, size_t count)
{
    (void)arguments;
    (void)count;
    dict_delete(tuple_get(self, 0), tuple_get(self, 1)); /* del alive[ticket] */
    return true;
}

static void watch(struct service *service, struct object *session)
{
    struct object *ticket = int_new(service->tickets++);
    struct object *self = tuple_pack(2, service->alive, ticket); /* all that it needs */
    struct object *gone = function_new("session_gone", session_gone, self);
    struct object *ref = weakref_new(session, gone);

    dict_set(service->alive, ticket, ref);
    decref(ticket);
    decref(self);
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
    object_setattr_steal(desk, "session", weakref_new(session, NULL)); /* owned by it */
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
    if (place_of(service, session) >= 0)
        list_delete(service->audience, place_of(service, session));
    return dict_delete_str(service->sessions, name);
}

struct object *service_session(struct service *service, const char *name)
{
    struct object *session = dict_get_str(service->sessions, name);

    xincref(session);
    return session;
}

static struct object *answer(struct object *desk, struct object *greeting, const char *question)
{
    struct object *link = object_getattr(desk, "session");
    struct object *session = weakref_get(link);
    struct object *name = object_getattr(session, "name");
    char reply[REPLY];

    snprintf(reply, sizeof reply, "%s, %s: %s", str_text(greeting), str_text(name), question);
    decref(name);
    decref(session);
    decref(link);
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

/* The line whose blocks have grown most from one snapshot to the next. False: none has. */
static bool find_line(const struct snapshot *before, const struct snapshot *now,
                      struct place *place)
{
    struct statistics *rows = snapshot_compare_to(now, before, SNAPSHOT_BY_LINE);
    bool found = false;

    for (size_t i = 0; i < rows->count && !found; i++)
        if (rows->rows[i].size_diff > 0) {
            *place = rows->rows[i].place;
            found = true;
        }
    statistics_free(rows);
    return found;
}

/* How many bytes of that line there are. */
static size_t size_now(struct place place)
{
    struct snapshot *now = tracemalloc_take_snapshot();
    size_t size = 0;

    for (size_t i = 0; i < now->count; i++)
        if (place_compare(now->traces[i].traceback->places[0], place) == 0)
            size += now->traces[i].size;
    snapshot_free(now);
    return size;
}

/* The name of the type of somebody who refers to an object of that line. NULL: nobody does. */
static const char *holder_of(struct place place)
{
    struct object *all = gc_get_objects(GC_ALL_GENERATIONS);
    const char *name = NULL;

    for (intptr_t i = 0; i < list_size(all) && name == NULL; i++) {
        struct object *obj = list_get(all, i);
        const struct traceback *made = tracemalloc_get_object_traceback(obj);
        if (made == NULL || place_compare(made->places[0], place) != 0)
            continue;
        struct object *referrers = gc_get_referrers(&obj, 1);
        for (intptr_t k = 0; k < list_size(referrers); k++)
            if (list_get(referrers, k) != all)
                name = object_type_name(list_get(referrers, k));
        decref(referrers);
    }
    decref(all);
    return name;
}

struct leak leak_find(void (*work)(void))
{
    struct leak leak = {.kind = LEAK_NONE};

    work(); /* what is made once and kept */
    struct snapshot *before = tracemalloc_take_snapshot();
    work();
    struct snapshot *now = tracemalloc_take_snapshot();
    if (find_line(before, now, &leak.place)) {
        size_t size = size_now(leak.place);
        gc_collect(GC_OLDEST);
        leak.holder = holder_of(leak.place);
        leak.kind = size_now(leak.place) < size ? LEAK_CYCLE
                    : leak.holder != NULL       ? LEAK_HELD
                                                : LEAK_FORGOTTEN;
        if (leak.kind == LEAK_CYCLE)
            leak.holder = NULL;
    }
    snapshot_free(before);
    snapshot_free(now);
    return leak;
}
