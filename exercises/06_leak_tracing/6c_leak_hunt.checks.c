/* Checks of 6c: the four leaks one by one, then all together, and what must not change. */
#include "exercises/06_leak_tracing/6c_leak_hunt.h"

#include <stdio.h>
#include <string.h>

#include "common/collector/gc.h"
#include "common/tracing/census.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "common/types/list.h"
#include "exercises/check.h"

enum { PEOPLE = 6, TEXT = 400 };

static struct service service;
static const char *names[PEOPLE];

/* A service with a greeting of its own, and names of people; nobody is logged in yet. */
static void begin(void)
{
    struct object *greeting = str_new(check_text("%s%s", check_word(), check_word()));

    gc_disable();
    for (int i = 0; i < PEOPLE; i++)
        names[i] = check_word();
    service_start(&service, greeting);
    decref(greeting);
}

/* The end of a check that is not about cycles. */
static void end(void)
{
    service_stop(&service);
    gc_collect(GC_OLDEST);
}

/* How many objects with a type of that name refer to @session. */
static int holders(struct object *session, const char *type_name)
{
    struct object *referrers = gc_get_referrers(&session, 1);
    int count = 0;

    for (intptr_t i = 0; i < list_size(referrers); i++)
        count += strcmp(object_type_name(list_get(referrers, i)), type_name) == 0;
    decref(referrers);
    return count;
}

/* "a, b": what the inbox of @session holds. */
static const char *inbox_of(struct object *session)
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

/* Stays: says which of the four it is; `flat` only says that there is one. */
CHECK(registry, .title = "who has logged out is in no list any more", .points = 2,
      .usually = "A session enters a list when it begins to listen, and nobody ever takes it out. "
                 "Only the one who leaves is to be taken out, and before the service lets go.",
      .see = "06-four-leaks")
{
    begin();
    for (int i = 0; i < PEOPLE; i++) {
        service_login(&service, names[i]);
        service_listen(&service, names[i]);
    }
    int left = PEOPLE;
    while (left > 1) {
        int i = left > 2 ? 1 : check_random(left); /* neither who came first nor who came last */
        struct object *session = service_session(&service, names[i]);
        REQUIRE("service_session gives a session", session != NULL);
        STEP("service_logout(\"%s\"), and who still holds the session?", names[i]);
        service_logout(&service, names[i]);
        EXPECT("lists that hold it", holders(session, "list"), 0);
        decref(session);
        names[i] = names[--left];
    }
    end();
}

/* Stays: says which of the four it is; `flat` only says that there is one. */
CHECK(cycle, .title = "no desk keeps a session that has ended", .points = 2,
      .usually = "A session has a desk, and the desk has the session: two owners in a ring, and "
                 "the collector is off. One of the two directions must not own, or the ring must "
                 "be broken where the session ends, wherever that is.",
      .see = "06-four-leaks")
{
    begin();
    service_login(&service, names[0]);
    struct object *session = service_session(&service, names[0]);
    REQUIRE("service_session gives a session", session != NULL);
    STEP("service_logout(\"%s\"), and who still holds the session?", names[0]);
    service_logout(&service, names[0]);
    EXPECT("desks that hold it", holders(session, "Desk"), 0);
    decref(session);
    service_stop(&service);
}

/* Stays: says which of the four it is; `flat` only says that there is one. */
CHECK(callback, .title = "the callback does not own the session it waits for", .points = 2,
      .usually = "A weak reference owns its callback, and a function its self. If that is the "
                 "session, the session is alive because somebody waits for its end. Give the "
                 "function what it needs when it is called, and not the session.",
      .see = "06-four-leaks")
{
    begin();
    service_login(&service, names[0]);
    struct object *session = service_session(&service, names[0]);
    REQUIRE("service_session gives a session", session != NULL);
    EXPECT("sessions alive", service_alive(&service), 1);
    STEP("service_logout(\"%s\"), and who still holds the session?", names[0]);
    service_logout(&service, names[0]);
    EXPECT("functions that hold it", holders(session, "builtin_function_or_method"), 0);
    EXPECT("tuples and lists that hold it", holders(session, "tuple") + holders(session, "list"),
           0);
    decref(session);
    end();
}

/* Stays: says which of the four it is; `flat` only says that there is one. */
CHECK(forgotten, .title = "a question leaves no reference behind", .points = 1,
      .usually = "object_getattr gives a new reference each time, and whoever calls it owns it. "
                 "No object holds the session for this, so gc.get_referrers finds nobody: only "
                 "its count tells.",
      .see = "06-getrefcount")
{
    int questions = check_between(2, 9);

    begin();
    service_login(&service, names[0]);
    struct object *session = service_session(&service, names[0]);
    REQUIRE("service_session gives a session", session != NULL);
    intptr_t before = refcount(session);
    STEP("service_ask(\"%s\", ...), %d times", names[0], questions);
    for (int i = 0; i < questions; i++) {
        struct object *reply = service_ask(&service, names[0], check_word());
        REQUIRE("service_ask gives a str", reply != NULL && reply->type == &str_type);
        EXPECT("references to the reply", refcount(reply), 1);
        decref(reply);
    }
    EXPECT("references to the session that it has gained", refcount(session) - before, 0);
    decref(session);
    service_logout(&service, names[0]);
    end();
}

static size_t collections(void)
{
    struct gc_stats stats[GC_GENERATIONS];
    size_t sum = 0;

    gc_get_stats(stats);
    for (int i = 0; i < GC_GENERATIONS; i++)
        sum += stats[i].collections;
    return sum;
}

static size_t live_objects(void)
{
    struct census_row row;
    size_t objects;

    census_take(&row, 1, &objects);
    return objects;
}

/* Everybody comes, does something, and goes again. */
static void one_round(void)
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

CHECK(flat, .title = "round after round, nothing is left, without a collection", .points = 1,
      .usually = "After each round nobody is logged in, so no session is alive and there are no "
                 "more objects than before. What one leak keeps alive hides the others: mend "
                 "those that the checks above name first.",
      .see = "06-four-leaks")
{
    begin();
    size_t objects = live_objects(), before = collections();
    for (int round = 1; round <= 4; round++) {
        STEP("round %d: %d people log in, listen, ask, and log out", round, PEOPLE);
        one_round();
        EXPECT("sessions alive", service_alive(&service), 0);
        /* the classes have learnt the names of their attributes in the first round */
        objects = round == 1 ? live_objects() : objects;
        EXPECT("objects more than after the first round", (long)(live_objects() - objects), 0);
    }
    EXPECT("collections", collections() - before, (size_t)0);
    service_stop(&service);
}

/* ---- what must not change -----------------------------------------------------------------------
 */

static struct person {
    bool logged_in, listens;
    char heard[TEXT];
} people[PEOPLE];

static void log_in(int i)
{
    STEP("service_login(\"%s\")", names[i]);
    EXPECT("it succeeds", service_login(&service, names[i]), !people[i].logged_in);
    if (!people[i].logged_in)
        people[i] = (struct person){.logged_in = true};
}

__attribute__((unused)) static int logged_in(void) /* only the reference asks */
{
    int count = 0;

    for (int i = 0; i < PEOPLE; i++)
        count += people[i].logged_in;
    return count;
}

static void log_out(int i)
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

static void ask(int i)
{
    const char *question = check_word();

    STEP("service_ask(\"%s\", \"%s\")", names[i], question);
    struct object *reply = service_ask(&service, names[i], question);
    EXPECT("the reply", reply == NULL ? "none" : str_text(reply),
           people[i].logged_in
               ? check_text("%s, %s: %s", str_text(service.greeting), names[i], question)
               : "none");
    xdecref(reply);
}

static void listen(int i)
{
    STEP("service_listen(\"%s\")", names[i]);
    EXPECT("it succeeds", service_listen(&service, names[i]),
           people[i].logged_in && !people[i].listens);
    people[i].listens = people[i].logged_in;
}

static void announce(void)
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
static void two_services(void)
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

CHECK(behaviour, .title = "what it does and returns has stayed the same", .points = 1,
      .after = "flat",
      .usually = "A mend has changed what the service does. Who is still in the list listens, what "
                 "dict_get and list_get lend is not yours to release, and a session that somebody "
                 "has after its end is alive, is counted, and has its name and inbox.",
      .see = "06-four-leaks")
{
    begin();
    memset(people, 0, sizeof people);
    for (int step = 0; step < 80; step++) {
        int i = check_random(PEOPLE);
        switch (check_random(7)) {
        case 0:
        case 1: log_in(i); break;
        case 2: log_out(i); break;
        case 3: ask(i); break;
        case 4: announce(); break;
        default: listen(i);
        }
    }
    for (int i = 0; i < PEOPLE; i++)
        log_in(i), listen(i);
    log_out(1); /* the others go on listening */
    announce();
    for (int i = 0; i < PEOPLE; i++)
        log_out(i);
    EXPECT("sessions alive", service_alive(&service), 0);
    service_stop(&service);
    two_services();
}

CHECK(stop, .title = "the end frees what the service owns, and nothing else", .points = 1,
      .usually = "Sessions may be logged in when the service stops, and they end then. Whoever "
                 "still has one keeps a good session, with its name and its inbox.",
      .see = "06-four-leaks")
{
    int kept = check_random(PEOPLE);
    const char *text = check_word();

    begin();
    REQUIRE("the service has its greeting", service.greeting != NULL);
    struct object *greeting = newref(service.greeting);
    for (int i = 0; i < PEOPLE; i++) {
        service_login(&service, names[i]);
        service_listen(&service, names[i]);
        xdecref(service_ask(&service, names[i], check_word()));
    }
    service_announce(&service, text);
    struct object *session = service_session(&service, names[kept]);
    REQUIRE("service_session gives a session", session != NULL);
    STEP("service_stop with %d people logged in, while somebody has the session of \"%s\"", PEOPLE,
         names[kept]);
    service_stop(&service);
    EXPECT("references to the greeting", refcount(greeting), 1);
    EXPECT("references to the session", refcount(session), 1);
    struct object *name = object_getattr(session, "name");
    REQUIRE("it has its name", name != NULL && name->type == &str_type);
    EXPECT("its name", str_text(name), names[kept]);
    EXPECT("its inbox", inbox_of(session), text);
    decref(name);
    decref(session);
    decref(greeting);
}
