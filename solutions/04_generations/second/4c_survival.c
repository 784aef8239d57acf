/* Exercise 4c, solved in another way: backward through the trace. A birth then comes after its
 * death, and whoever is born without having died is alive at the end, so nothing is left to look
 * for. The table is summed from its last row up. */
#include "exercises/04_generations/4c_survival.h"

void survival(const struct trace *trace, struct row *rows, int count)
{
    long later = 0, reached = 0; /* births after this event */

    for (int i = 0; i < trace->addresses; i++)
        trace->room[i] = -1;
    for (int k = 0; k < count; k++)
        rows[k].died = rows[k].alive = 0;
    for (long i = trace->events - 1; i >= 0; i--) {
        struct event event = trace_event(trace, i);
        long *after_death = &trace->room[event.address];
        if (!event.birth) {
            *after_death = later;
            continue;
        }
        long age = *after_death < 0 ? later : later - *after_death;
        int k = 0;
        while (k + 1 < count && rows[k + 1].from <= age)
            k++;
        if (*after_death < 0)
            rows[k].alive++;
        else
            rows[k].died++;
        *after_death = -1;
        later++;
    }
    for (int k = count - 1; k >= 0; k--) {
        reached += rows[k].died + rows[k].alive;
        rows[k].reached = reached;
        rows[k].permille =
            reached == rows[k].alive ? -1 : (int)(rows[k].died * 1000 / (reached - rows[k].alive));
    }
}
