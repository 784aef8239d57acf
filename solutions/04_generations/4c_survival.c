/* Exercise 4c, solved: forward through the trace, with the number of each object's birth at its
 * address until it dies. */
#include "exercises/04_generations/4c_survival.h"

enum { NOBODY = -1 };

static struct row *row_of(struct row *rows, int count, long age)
{
    int k = count - 1;

    while (rows[k].from > age)
        k--;
    return &rows[k];
}

/* One object has come to @age: it has reached that bracket and all before it. */
static struct row *reach(struct row *rows, int count, long age)
{
    struct row *last = row_of(rows, count, age);

    for (struct row *row = rows; row <= last; row++)
        row->reached++;
    return last;
}

static void begin(const struct trace *trace, struct row *rows, int count)
{
    for (int i = 0; i < trace->addresses; i++)
        trace->room[i] = NOBODY;
    for (int k = 0; k < count; k++)
        rows[k] = (struct row){.from = rows[k].from};
}

static void set_rate(struct row *row)
{
    long known = row->reached - row->alive;

    row->permille = known > 0 ? (int)(1000 * row->died / known) : -1;
}

void survival(const struct trace *trace, struct row *rows, int count)
{
    long births = 0;

    begin(trace, rows, count);
    for (long i = 0; i < trace->events; i++) {
        struct event event = trace_event(trace, i);
        long *born = &trace->room[event.address];
        if (event.birth) {
            *born = ++births;
        } else {
            reach(rows, count, births - *born)->died++;
            *born = NOBODY;
        }
    }
    for (int i = 0; i < trace->addresses; i++)
        if (trace->room[i] != NOBODY)
            reach(rows, count, births - trace->room[i])->alive++;
    for (int k = 0; k < count; k++)
        set_rate(&rows[k]);
}
