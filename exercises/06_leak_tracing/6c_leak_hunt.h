/**
 * @file
 * Exercise 6c: leak hunt, a small service that leaks in four ways, and what finds such leaks.
 *
 * People log in, ask questions, listen to announcements and log out again. The service does all
 * that as it says here, and grows: it never lets go of a session. The four leaks of the lesson are
 * in it, one of each kind: a registry that nobody empties, a cycle, a callback that captures its
 * owner, a function that forgets to release.
 *
 * Rules of use:
 * - The service runs with the **collector off**, as many do that must not stop, and no collection
 *   may be asked for: a session goes by counting, there and then.
 * - **Who keeps a session alive**: the service, from login to logout (or service_stop()), and
 *   whoever got it from service_session(). When the last of them lets go, nothing of the session is
 *   left, and service_alive() is one less.
 * - What the functions do and return stays as it says here; the checks look at the functions and at
 *   what is alive. A mend that has to keep something more has room in struct service (extra), and
 *   may give sessions attributes.
 * - Memory does not run out in this exercise: no result has to be compared with NULL for that.
 *
 * The last function is apart from the service: leak_find() does for any piece of work what the
 * lesson did by hand.
 */
#ifndef RECLAIM_EXERCISE_6C_LEAK_HUNT_H
#define RECLAIM_EXERCISE_6C_LEAK_HUNT_H

#include "common/collector/gc.h"
#include "common/objects/object.h"
#include "common/tracing/snapshot.h"
#include "common/tracing/tracemalloc.h"

/** A service. It stands where its user likes, and is no object; its fields own what they refer to.
 */
struct service {
    struct object *greeting;      /**< a str: how a reply begins */
    struct object *session_class; /**< Session: name, inbox, desk, ticket */
    struct object *desk_class;    /**< Desk: answers the questions of one session */
    struct object *sessions;      /**< a dict: name -> the session that is logged in */
    struct object *audience;      /**< a list: the sessions that listen */
    struct object *alive;         /**< a dict: ticket -> a weak reference to that session */
    struct object *extra[4];      /**< yours, if a mend wants to keep anything; NULL at first */
    long long tickets;            /**< how many were given out; no session has the ticket of another
                                   */
};

/** Begins. The service makes its own reference to @p greeting, a str. */
void service_start(struct service *service, struct object *greeting);

/** Ends: nobody is logged in any more, and the service owns nothing. */
void service_stop(struct service *service);

/** A new session for @p name. False: that name is logged in already. */
bool service_login(struct service *service, const char *name);

/** Ends the session. False: nobody of that name is logged in, as in all that follow. */
bool service_logout(struct service *service, const char *name);

/** The session of @p name. As long as it lives, also after its end, it has the attributes "name" (a
 * str) and "inbox" (a list of strs: what it has heard). New reference, or NULL. */
struct object *service_session(struct service *service, const char *name);

/** "GREETING, NAME: QUESTION", or the first 299 bytes of that. New reference to a str, or NULL. */
struct object *service_ask(struct service *service, const char *name, const char *question);

/** From now on the session of @p name hears what is announced. False: it does already, or the
 * above. */
bool service_listen(struct service *service, const char *name);

/** Puts @p text into the inbox of everybody who listens and is logged in. Whoever logs out and in
 * again has to listen anew. @return how many. */
int service_announce(struct service *service, const char *text);

/** How many sessions are alive: those logged in, and those that somebody else still has. */
int service_alive(struct service *service);

/** Why what had grown is still there. */
enum leak_kind {
    LEAK_NONE,      /**< nothing has grown */
    LEAK_CYCLE,     /**< nobody has to hold it: a collection frees it */
    LEAK_HELD,      /**< a collection does not free it, and some tracked object refers to it */
    LEAK_FORGOTTEN, /**< a collection does not free it, and no tracked object refers to it */
};

/** What leak_find() has found out. */
struct leak {
    enum leak_kind kind;
    struct place place; /**< the line whose blocks have grown by most bytes; file NULL: none */
    const char *holder; /**< LEAK_HELD: the type's name of an object that refers to one of the
                             objects made at that line; else NULL */
};

/** Does @p work leak? Each call of it is the same work, but for the first, which may also make what
 * is kept for all that come later. Calls it a few times, and may collect; the tracer is on, the
 * automatic collector is off, and both stay so. The objects of the line that grows are tracked
 * ones, and each has at most one holder. Leaves nothing behind itself. */
struct leak leak_find(void (*work)(void));

#endif
