/* Checks of 4c: random traces against a search for the death of each birth, one by one.
 *
 * Each sentence:
 * - age is the number of later births; neither deaths nor time make older -> ages
 * - an address may be used again -> same_address
 * - a row has the ages from its from up to the next one's; the last has no end -> ages
 * - reached: at this age or later -> ages; alive at the end is not dead -> still_alive
 * - permille: of those whose fate is known, rounded down; -1 -> rates
 * - at most two reads for each event -> linear_work; no arrays of your own: cannot be seen
 * - room and rows may hold anything at first; nothing beyond them, and no from, is written -> ages
 * - nothing is left over from another trace: each check has many -> all
 */
#include "exercises/04_generations/4c_survival.h"

#include <stdio.h>
#include <string.h>

#include "exercises/check.h"

enum { MOST = 8000, ROWS = 5, TEXT = 500, SHOWN = 30, CANARY = 0x5eed };

static struct event events[MOST];
static long room[MOST + 1];
static int living[MOST], living_count; /* addresses; the youngest last */
static struct trace trace = {.room = room};
static struct trace many = {.addresses = 1, .room = &(long){0}}; /* each dies at once */
static struct row rows[ROWS + 1];
static int row_count;
static long reads;

struct event trace_event(const struct trace *self, long i)
{
    if (self == &many)
        return (struct event){i % 2 == 0, 0, 0};
    reads++;
    return self == &trace && i >= 0 && i < trace.events ? events[i] : (struct event){0};
}

/* ---- making traces ------------------------------------------------------------------------------
 */

enum { ALL_DIE = 1, SAME_ADDRESSES = 2, FIRST_STAYS = 4 };

static void note(bool birth, int address)
{
    long now = trace.events > 0 ? events[trace.events - 1].milliseconds : 0;
    int pause = check_random(4) == 0 ? check_random(2000) : check_random(3);

    events[trace.events++] = (struct event){birth, address, now + pause};
}

static int unused_address(bool again)
{
    bool taken[MOST] = {false};

    if (!again)
        return trace.addresses++;
    for (int i = 0; i < living_count; i++)
        taken[living[i]] = true;
    for (int i = 0; i < trace.addresses; i++)
        if (!taken[i])
            return i;
    return trace.addresses++;
}

/* Mostly one of the youngest; at the end of a trace, anybody. The first `spared` live on. */
static void let_one_die(bool young, int spared)
{
    int choice = living_count - spared;
    int i = living_count - 1 - check_random(young && choice > 3 ? 3 : choice);

    note(false, living[i]);
    memmove(&living[i], &living[i + 1], (size_t)(living_count - i - 1) * sizeof living[0]);
    living_count--;
}

static void invent(int births, int how)
{
    int spared = how & FIRST_STAYS ? 1 : 0;

    trace.events = trace.addresses = living_count = 0;
    for (int i = 0; i < births; i++) {
        int address = unused_address(how & SAME_ADDRESSES);
        note(true, address);
        living[living_count++] = address;
        while (living_count > spared && check_random(100) < 45)
            let_one_die(check_random(10) > 0, spared);
    }
    while (how & ALL_DIE && living_count > 0)
        let_one_die(false, 0);
}

static void invent_rows(int count, int widest)
{
    row_count = count;
    rows[0].from = 0;
    for (int k = 1; k < count; k++)
        rows[k].from = rows[k - 1].from + check_between(1, widest);
}

static void brackets_text(char *text)
{
    text[0] = '\0';
    for (int k = 0; k < row_count; k++)
        snprintf(text + strlen(text), TEXT - strlen(text), "%s%ld", k > 0 ? ", " : "",
                 rows[k].from);
}

/* Fills all that may hold anything with junk, and calls the function. */
static void run(void)
{
    char text[TEXT] = "", brackets[TEXT], after[TEXT];

    brackets_text(brackets);
    for (long i = 0; i < trace.events && trace.events <= 2 * SHOWN; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), " %c%d@%ld",
                 events[i].birth ? '+' : '-', events[i].address, events[i].milliseconds);
    STEP("survival, rows from %s; %ld events:%s", brackets, trace.events,
         trace.events <= 2 * SHOWN ? text : " too many to show");
    for (int i = 0; i <= trace.addresses; i++)
        room[i] = CANARY + i;
    for (int k = 0; k <= row_count; k++)
        rows[k] =
            (struct row){k < row_count ? rows[k].from : CANARY, CANARY, CANARY, CANARY, CANARY};
    reads = 0;
    survival(&trace, rows, row_count);
    brackets_text(after);
    BECAUSE("from is given; the other numbers of a row are yours.");
    EXPECT("the first ages of the rows", after, brackets);
}

/* ---- what is expected ---------------------------------------------------------------------------
 */

/* What became of the object born by event @birth: the age it died at, or has at the end. */
static long age_of(long birth, bool *died)
{
    long age = 0;

    *died = false;
    for (long i = birth + 1; i < trace.events && !*died; i++) {
        age += events[i].birth;
        *died = !events[i].birth && events[i].address == events[birth].address;
    }
    return age;
}

__attribute__((unused)) static struct row expected(int k)
{
    long from = rows[k].from, to = k + 1 < row_count ? rows[k + 1].from : (long)MOST + 1;
    struct row row = {.from = from};

    for (long i = 0; i < trace.events; i++) {
        bool died = false;
        long age = events[i].birth ? age_of(i, &died) : -1;
        row.reached += age >= from;
        row.died += age >= from && age < to && died;
        row.alive += age >= from && age < to && !died;
    }
    row.permille =
        row.reached == row.alive ? -1 : (int)(row.died * 1000 / (row.reached - row.alive));
    return row;
}

static const char *row_text(struct row row)
{
    return check_text("%ld reached, %ld died, %ld alive", row.reached, row.died, row.alive);
}

static const char *ages_text(int k)
{
    if (k + 1 == row_count)
        return check_text("ages from %ld", rows[k].from);
    return rows[k].from + 1 == rows[k + 1].from
               ? check_text("age %ld", rows[k].from)
               : check_text("ages %ld to %ld", rows[k].from, rows[k + 1].from - 1);
}

static bool is_junk(long number)
{
    return number < 0 || number >= CANARY;
}

/* What the rows themselves give away, when they are wrong. NULL: nothing. */
static const char *reason_of(void)
{
    long births = 0, fates = 0;

    for (long i = 0; i < trace.events; i++)
        births += events[i].birth;
    for (int k = 0; k < row_count; k++) {
        if (is_junk(rows[k].reached) || is_junk(rows[k].died) || is_junk(rows[k].alive))
            return "Such a number cannot be counted: something was added to what stood there at "
                   "first, in the rows or in room[], and that may be anything.";
        fates += rows[k].died + rows[k].alive;
    }
    if (fates != births)
        return check_text("%ld were born, and the rows tell of %ld that died or are alive. "
                          "%s",
                          births, fates,
                          fates > births ? "Somebody is counted twice: at an address where nobody "
                                           "lives any more, for instance."
                                         : "Somebody is in no row.");
    if (rows[0].reached != births)
        return "Everybody has reached the first age of the first bracket, whatever the age at the "
               "end.";
    return "Each is counted once, and some not where they belong: age is the number of births "
           "since "
           "one's own, and a bracket ends before the next one's from.";
}

static void expect_numbers(void)
{
    for (int k = 0; k < row_count; k++) {
        BECAUSE(reason_of());
        EXPECT(ages_text(k), row_text(rows[k]), row_text(expected(k)));
    }
}

CHECK(ages, .title = "each object dies in the bracket of its age", .points = 3, .see = "04-saved")
{
    for (int round = 0; round < 60; round++) {
        invent(round % 20 == 19 ? 0 : check_between(1, 2 + round / 5), ALL_DIE);
        invent_rows(check_between(1, ROWS), 1 + round / 20);
        if (round % 20 == 9) { /* one is far older than the last row begins */
            invent(check_between(8, 14), ALL_DIE | FIRST_STAYS);
            invent_rows(2, 1);
        }
        if (round % 20 == 4 && row_count > 1) /* an age that no int holds, and nobody reaches */
            rows[row_count - 1].from = 1L << 33;
        run();
        expect_numbers();
        bool untouched =
            room[trace.addresses] == CANARY + trace.addresses && rows[row_count].died == CANARY;
        BECAUSE("room has trace->addresses longs, and there are count rows.");
        EXPECT("room and rows beyond the last are untouched", untouched, true);
    }
}

CHECK(still_alive, .title = "who is alive at the end has not died", .points = 2, .after = "ages",
      .see = "04-saved")
{
    for (int round = 0; round < 40; round++) {
        invent(check_between(1, 4 + round / 4), 0);
        invent_rows(check_between(1, ROWS), 1 + round / 15);
        run();
        expect_numbers();
    }
}

CHECK(same_address, .title = "an address is used again by another object", .points = 1,
      .after = "ages", .see = "04-saved")
{
    for (int round = 0; round < 40; round++) {
        invent(check_between(4, 14), ALL_DIE | SAME_ADDRESSES);
        invent_rows(check_between(2, ROWS), 3);
        run();
        expect_numbers();
    }
}

CHECK(rates, .title = "the rate is of those whose fate is known", .points = 2,
      .after = "still_alive", .see = "04-saved")
{
    for (int round = 0; round < 60; round++) {
        invent(check_random(4 + round / 4), 0);
        invent_rows(check_between(1, ROWS), 4);
        run();
        expect_numbers();
        for (int k = 0; k < row_count; k++) {
            BECAUSE(
                "Those who are alive in the bracket are taken off before dividing: nobody knows "
                "yet. Multiply by 1000 first. Nobody left is -1.");
            EXPECT(check_text("%s, permille", ages_text(k)), rows[k].permille,
                   expected(k).permille);
        }
    }
    const long births = check_large(2200000);
    many.events = 2 * births;
    rows[0].from = 0;
    STEP("survival, one row; %ld events, each object dies before the next one is born",
         many.events);
    survival(&many, rows, 1);
    BECAUSE("A thousand times so many is more than an int holds.");
    EXPECT("permille", rows[0].permille, 1000);
}

CHECK(linear_work, .title = "each event is read twice at most", .points = 2, .seconds = 5,
      .after = "still_alive", .see = "04-saved")
{
    for (int round = 0; round < 2; round++) {
        invent(check_large(MOST / 2) - check_random(50), 0);
        invent_rows(3, check_large(1500));
        run();
        expect_numbers();
        BECAUSE("Twice for each event is enough: remember in room[], at the address, what the "
                "death will need to know.");
        EXPECT_AT_MOST(check_text("calls of trace_event for %ld events", trace.events), reads,
                       2 * trace.events);
    }
}
