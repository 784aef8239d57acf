/* Exercise 6c: leak hunt. Four leaks are in here; what each function promises, and who may keep a
 * session alive, is in 6c_leak_hunt.h. Hints: ./reclaim hint 6c */
#include "exercises/06_leak_tracing/6c_leak_hunt.h"

#include "common/types/atoms.h"
#include "common/types/class.h"
#include "common/types/dict.h"
#include "common/types/function.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "common/types/tuple.h"
#include "common/weakrefs/weakref.h"
#include "exercises/exercise.h"

enum { FIRST_TICKET = 1000, REPLY = 300 };

void service_start(struct service *service, struct object *greeting)
{
    TODO("find the four leaks of the service, mend them, then remove this line");
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
static bool session_gone(struct object *session, struct object *const *arguments, size_t count)
{
    struct object *alive = object_getattr(session, "alive");
    struct object *ticket = object_getattr(session, "ticket");

    (void)arguments;
    (void)count;
    dict_delete(alive, ticket);
    decref(ticket);
    decref(alive);
    return true;
}

static void watch(struct service *service, struct object *session)
{
    struct object *ticket = int_new(service->tickets++);
    struct object *gone = function_new("session_gone", session_gone, session);
    struct object *ref = weakref_new(session, gone);

    dict_set(service->alive, ticket, ref);
    object_setattr(session, "alive", service->alive);
    object_setattr_steal(session, "ticket", ticket);
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

bool service_logout(struct service *service, const char *name)
{
    if (dict_get_str(service->sessions, name) == NULL)
        return false;
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
    struct object *session = object_getattr(desk, "session");
    struct object *name = object_getattr(session, "name");
    char reply[REPLY];

    snprintf(reply, sizeof reply, "%s, %s: %s", str_text(greeting), str_text(name), question);
    decref(name);
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

/* The place of @session in the audience; -1: it does not listen. */
static intptr_t place_of(const struct service *service, const struct object *session)
{
    for (intptr_t i = 0; i < list_size(service->audience); i++)
        if (list_get(service->audience, i) == session)
            return i;
    return -1;
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

struct leak leak_find(void (*work)(void))
{
    TODO("let it work, compare two snapshots, collect, and ask who refers to what has grown");
}
