/* For 6c: a service and its people, what they do there, and a model of what each has heard.
 */
#ifndef RECLAIM_EXERCISES_PEOPLE_H
#define RECLAIM_EXERCISES_PEOPLE_H

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/tracing/census.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "exercises/06_leak_tracing/6c_leak_hunt.h"
#include "exercises/check.h"

enum { PEOPLE = 6, TEXT = 400 };

/* What is said of each of the four: no more than that it is there. */
#define FIRST_SIGN "references to a session that should not be there any more"

static struct service service;
static const char *names[PEOPLE];

/* A service with a greeting of its own, and names of people; nobody is logged in yet. */
static inline void begin(void)
{
    struct object *greeting = str_new(check_text("%s%s", check_word(), check_word()));

    gc_disable();
    for (int i = 0; i < PEOPLE; i++)
        names[i] = check_word();
    service_start(&service, greeting);
    decref(greeting);
}

/* The end of a check that is not about cycles. */
static inline void end(void)
{
    service_stop(&service);
    gc_collect(GC_OLDEST);
}

/* How many objects with a type of that name refer to @session. */
static inline int holders(struct object *session, const char *type_name)
{
    struct object *referrers = gc_get_referrers(&session, 1);
    int count = 0;

    for (intptr_t i = 0; i < list_size(referrers); i++)
        count += strcmp(object_type_name(list_get(referrers, i)), type_name) == 0;
    decref(referrers);
    return count;
}

/* "a, b": what the inbox of @session holds. */
static inline const char *inbox_of(struct object *session)
{
    struct object *inbox = object_getattr(session, "inbox");
    static char text[TEXT];

    error_clear();
    snprintf(text, sizeof text, "%s", inbox == NULL ? "no inbox" : "");
    for (intptr_t i = 0; inbox != NULL && i < list_size(inbox); i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", i > 0 ? ", " : "",
                 str_text(list_get(inbox, i)));
    xdecref(inbox);
    return text;
}

static inline size_t collections(void)
{
    struct gc_stats stats[GC_GENERATIONS];
    size_t sum = 0;

    gc_get_stats(stats);
    for (int i = 0; i < GC_GENERATIONS; i++)
        sum += stats[i].collections;
    return sum;
}

static inline size_t live_objects(void)
{
    struct census_row row;
    size_t objects;

    census_take(&row, 1, &objects);
    return objects;
}

/* Everybody comes, does something, and goes again. */
static inline void one_round(void)
{
    for (int i = 0; i < PEOPLE; i++) {
        service_login(&service, names[i]);
        if (check_flip())
            service_listen(&service, names[i]);
        service_announce(&service, check_word());
        xdecref(service_ask(&service, names[check_random(i + 1)], check_word()));
    }
    EXPECT("sessions alive while all are logged in", service_alive(&service), PEOPLE);
    for (int i = 0; i < PEOPLE; i++) {
        service_announce(&service, check_word());
        service_logout(&service, names[i]);
    }
}

/* ---- what must not change -----------------------------------------------------------------------
 */

static struct person {
    bool logged_in, listens;
    char heard[TEXT];
} people[PEOPLE];

static inline void log_in(int i)
{
    STEP("service_login(\"%s\")", names[i]);
    EXPECT("it succeeds", service_login(&service, names[i]), !people[i].logged_in);
    if (!people[i].logged_in)
        people[i] = (struct person){.logged_in = true};
}

__attribute__((unused)) static inline int logged_in(void) /* only the reference asks */
{
    int count = 0;

    for (int i = 0; i < PEOPLE; i++)
        count += people[i].logged_in;
    return count;
}

static inline void log_out(int i)
{
    struct object *session = service_session(&service, names[i]);

    EXPECT(check_text("%s has a session", names[i]), session != NULL, people[i].logged_in);
    STEP("service_logout(\"%s\")", names[i]);
    EXPECT("it succeeds", service_logout(&service, names[i]), people[i].logged_in);
    people[i].logged_in = people[i].listens = false;
    if (session != NULL) {
        EXPECT("what it has heard", inbox_of(session), people[i].heard);
        EXPECT("sessions alive, with this one that somebody still has", service_alive(&service),
               logged_in() + 1);
    }
    xdecref(session);
    EXPECT("sessions alive", service_alive(&service), logged_in());
}

static inline void ask(int i)
{
    const char *question = check_flip() ? check_word() : check_text("%0*d", 200, i);

    STEP("service_ask(\"%s\", \"%s\")", names[i], question);
    struct object *reply = service_ask(&service, names[i], question);
    EXPECT("the reply", reply == NULL ? "none" : str_text(reply),
           people[i].logged_in
               ? check_text("%s, %s: %s", str_text(service.greeting), names[i], question)
               : "none");
    xdecref(reply);
}

static inline void listen(int i)
{
    STEP("service_listen(\"%s\")", names[i]);
    EXPECT("it succeeds", service_listen(&service, names[i]),
           people[i].logged_in && !people[i].listens);
    people[i].listens = people[i].logged_in;
}

static inline void announce(void)
{
    const char *text = check_word();
    int hear = 0;

    for (int i = 0; i < PEOPLE; i++) {
        size_t used = strlen(people[i].heard);
        hear += people[i].listens;
        if (people[i].listens)
            snprintf(people[i].heard + used, TEXT - used, "%s%s", used > 0 ? ", " : "", text);
    }
    STEP("service_announce(\"%s\")", text);
    EXPECT("how many hear it", service_announce(&service, text), hear);
}

/* Two of everything, interleaved: what one does is no business of the other's. */
static inline void two_services(void)
{
    struct service other;
    struct object *greeting = str_new(check_word());

    begin();
    STEP("a second service starts");
    service_start(&other, greeting);
    decref(greeting);
    for (int i = 0; i < PEOPLE; i++)
        service_login(i % 2 == 0 ? &service : &other, names[i]);
    EXPECT("sessions alive in the first", service_alive(&service), PEOPLE - PEOPLE / 2);
    EXPECT("sessions alive in the second", service_alive(&other), PEOPLE / 2);
    for (int i = 0; i < PEOPLE; i++) {
        STEP("service_logout(\"%s\") of the %s service", names[i], i % 2 == 0 ? "first" : "second");
        service_logout(i % 2 == 0 ? &service : &other, names[i]);
        EXPECT("sessions alive in the first", service_alive(&service), (PEOPLE - 1 - i) / 2);
        EXPECT("sessions alive in the second", service_alive(&other), (PEOPLE - i) / 2);
    }
    service_stop(&other);
    service_stop(&service);
}

#endif
