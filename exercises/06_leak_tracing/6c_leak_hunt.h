/**
 * @file
 * Exercise 6c: leak hunt, a small service that leaks in four ways.
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
 * - What the functions do and return stays as it says here. Fields may be added to struct service,
 *   attributes to the sessions; the checks look at the functions and at what is alive.
 * - Memory does not run out in this exercise: no result has to be compared with NULL for that.
 */
#ifndef RECLAIM_EXERCISE_6C_LEAK_HUNT_H
#define RECLAIM_EXERCISE_6C_LEAK_HUNT_H

#include "common/objects/object.h"

/** A service. It stands where its user likes, and is no object; its fields own what they refer to.
 */
struct service {
    struct object *greeting;      /**< a str: how a reply begins */
    struct object *session_class; /**< Session: name, inbox, desk, ticket */
    struct object *desk_class;    /**< Desk: answers the questions of one session */
    struct object *sessions;      /**< a dict: name -> the session that is logged in */
    struct object *audience;      /**< a list: the sessions that listen */
    struct object *alive;         /**< a dict: ticket -> a weak reference to that session */
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

/** "GREETING, NAME: QUESTION". New reference to a str, or NULL. */
struct object *service_ask(struct service *service, const char *name, const char *question);

/** From now on the session of @p name hears what is announced. False: it does already, or the
 * above. */
bool service_listen(struct service *service, const char *name);

/** Puts @p text into the inbox of everybody who listens and is logged in. Whoever logs out and in
 * again has to listen anew. @return how many. */
int service_announce(struct service *service, const char *text);

/** How many sessions are alive: those logged in, and those that somebody else still has. */
int service_alive(struct service *service);

#endif
