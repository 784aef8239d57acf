/* Checks of 6c: the four leaks one by one, then all together, what must not change, and work in
 * which a leak is to be found. The titles tell no more than a run does: which leak is which, the
 * instruments of the lesson say. Here it can be read, of course.
 *
 * Each sentence:
 * - a session goes when the service and who got it have let go, by counting -> leak_1 to leak_4,
 * flat
 * - the collector stays off, and no collection is asked for -> flat
 * - service_start: its own reference to the greeting; service_stop owns nothing -> stop
 * - what the functions do and return stays; two services do not know each other -> behaviour
 * - a session that somebody has after its end keeps its name and inbox -> behaviour, stop
 * - service_alive counts those, too -> behaviour
 * - leak_find: the line that has grown by most bytes; none -> which_line
 * - leak_find: the kind, and who holds it -> which_kind
 * - leak_find leaves nothing behind: no object, no error; the collector off -> which_line; a
 * snapshot is seen by Valgrind only, since it lies beside the tracer
 */
#include "exercises/06_leak_tracing/6c_leak_hunt.h"

#include <string.h>

#include "common/collector/gc.h"
#include "common/types/atoms.h"
#include "common/types/instance.h"
#include "exercises/06_leak_tracing/people.h"
#include "exercises/06_leak_tracing/works.h"
#include "exercises/check.h"

/* Stays: it is one of the four by itself; `flat` only says that there is one. */
CHECK(leak_1, .title = "leak number 1 of 4", .points = 1, .unbooked = true, .see = "06-table")
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
        STEP("people come, do what people do there, and \"%s\" goes", names[i]);
        service_logout(&service, names[i]);
        EXPECT(FIRST_SIGN, holders(session, "list"), 0);
        decref(session);
        names[i] = names[--left];
    }
    end();
}

/* Stays: it is one of the four by itself; `flat` only says that there is one. */
CHECK(leak_2, .title = "leak number 2 of 4", .points = 1, .unbooked = true, .see = "06-table")
{
    begin();
    service_login(&service, names[0]);
    struct object *session = service_session(&service, names[0]);
    REQUIRE("service_session gives a session", session != NULL);
    STEP("people come, do what people do there, and \"%s\" goes", names[0]);
    service_logout(&service, names[0]);
    EXPECT(FIRST_SIGN, holders(session, "Desk"), 0);
    decref(session);
    service_stop(&service);
}

/* Stays: it is one of the four by itself; `flat` only says that there is one. */
CHECK(leak_3, .title = "leak number 3 of 4", .points = 1, .unbooked = true, .see = "06-table")
{
    begin();
    service_login(&service, names[0]);
    struct object *session = service_session(&service, names[0]);
    REQUIRE("service_session gives a session", session != NULL);
    EXPECT("sessions alive", service_alive(&service), 1);
    STEP("people come, do what people do there, and \"%s\" goes", names[0]);
    service_logout(&service, names[0]);
    EXPECT(FIRST_SIGN,
           holders(session, "builtin_function_or_method") + holders(session, "tuple") +
               holders(session, "list"),
           0);
    decref(session);
    end();
}

/* Stays: it is one of the four by itself; `flat` only says that there is one. */
CHECK(leak_4, .title = "leak number 4 of 4", .points = 1, .unbooked = true, .see = "06-table")
{
    int questions = check_between(2, 9);

    begin();
    service_login(&service, names[0]);
    struct object *session = service_session(&service, names[0]);
    REQUIRE("service_session gives a session", session != NULL);
    intptr_t before = refcount(session);
    STEP("people come, and do what people do there");
    for (int i = 0; i < questions; i++) {
        struct object *reply = service_ask(&service, names[0], check_word());
        REQUIRE("service_ask gives a str", reply != NULL && reply->type == &str_type);
        EXPECT("references to the reply", refcount(reply), 1);
        decref(reply);
    }
    EXPECT(FIRST_SIGN, refcount(session) - before, 0);
    decref(session);
    service_logout(&service, names[0]);
    end();
}

CHECK(flat, .title = "nothing is left after a round, without a collection", .points = 1,
      .too_many = "Something of each round is left. What one leak keeps alive hides the others.",
      .unbooked = true, .see = "06-tracemalloc")
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

CHECK(behaviour, .title = "what it does and returns has stayed the same", .points = 1,
      .after = "flat", .unbooked = true, .see = "06-four-leaks")
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
      .unbooked = true, .see = "06-four-leaks")
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

/* Every kind of work, in any order. */
static void all_works(enum work_kind *kinds)
{
    int order[WORKS];

    for (int i = 0; i < WORKS; i++)
        order[i] = i;
    check_shuffle(order, WORKS);
    for (int i = 0; i < WORKS; i++)
        kinds[i] = (enum work_kind)order[i];
    gc_disable();
}

CHECK(which_line, .title = "leak_find finds the line that grows", .points = 1,
      .leaked = "Snapshots, statistics and the lists of gc_get_objects are given back.",
      .see = "06-tracemalloc")
{
    enum work_kind kinds[WORKS];

    all_works(kinds);
    for (int i = 0; i < WORKS; i++) {
        work_begins(kinds[i]);
        STEP("leak_find(work number %d)", i + 1);
        struct leak leak = leak_find(work);
        int calls = job.calls;
        work_ends(); /* now: how much is left depends on how often it was called */
        BECAUSE(
            "The first call makes what is kept for all: what counts is how the next ones differ, "
            "in bytes.");
        EXPECT("the line", line_text(leak.place.file, leak.place.line),
               kinds[i] == WORK_FLAT ? "none" : line_text("works.h", job.line));
        EXPECT("the work was called at least twice", (bool)(calls > 1), true);
        EXPECT("the automatic collector is on", gc_is_enabled(), false);
    }
}

CHECK(which_kind, .title = "leak_find finds out why it is still there", .points = 2,
      .after = "which_line", .see = "06-table")
{
    enum work_kind kinds[WORKS];

    all_works(kinds);
    for (int i = 0; i < WORKS; i++) {
        work_begins(kinds[i]);
        STEP("leak_find(work number %d)", i + 1);
        struct leak leak = leak_find(work);
        const char *holder = leak.holder == NULL ? "nobody" : check_text("%s", leak.holder);
        work_ends();
        BECAUSE(
            "Does a collection free it? If not: does any tracked object but your own list refer "
            "to it?");
        EXPECT("the kind", kind_text(leak.kind), kind_text(kind_of_work(kinds[i])));
        BECAUSE("The holder is who refers to an object of that line, and not you who ask.");
        EXPECT("the type of the holder", holder, holder_in(kinds[i]));
    }
}
