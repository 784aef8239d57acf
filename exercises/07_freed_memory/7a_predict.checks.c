/* Checks of 7a. The stories and their questions are in 7a_questions.h: read that, before you run
 * anything. Here is what a wrong answer usually means, so this file gives the answers away.
 *
 * Each sentence of the contract:
 *   an answer for each question, 1 to 9    the check of its story
 *   whatever n is                          each story is told with two, so no constant will do
 */
#include "exercises/07_freed_memory/7a_questions.h"

static const struct {
    const char *too_many, *too_few;
} reasons[] = {
    [1] = {"A pool is opened when the others of its size are full, not before.",
           "A pool has room for 31 blocks of this size, and all of them are in use."},
    [2] = {"Freeing opens no pool.",
           "A pool is free when its last block is: 30 are in use in each."},
    [3] = {"One pool has room for all of them: n is less than 31.",
           "A pool that is in use takes blocks of its own size only, and these are of another: the "
           "holes are no use to them."},
    [4] = {"Freeing opens no arena.",
           "An arena goes back when its last pool is free. In each there is a block in use."},
    [5] = {"An arena in which nothing is left goes back, unless it is the last in order.",
           "The last in order stays, though it is empty: that is one more than those with a "
           "survivor."},
    [6] = {"All but one go back: the last in order is kept for the next request.",
           "The last in order never goes back: one is kept for the next request."},
    [7] = {"Freeing made n + 3 pools of it free, and none more.",
           "A new pool comes from the arena with the fewest free pools, and that is the other."},
    [8] = {"The first arena had one free pool left. Two more are needed, and they come from the "
           "second.",
           "The first arena had one free pool left, and that was taken first: only two come from "
           "the second."},
    [9] =
        {"The second arena was emptied. Is it the last in order? The other one is full, and in no "
         "order at all, or has fewer free pools.",
         "The first arena is in use, and the second is the last in order: it is kept, empty."},
};

static void ask(int number, const char *what, int said, int counted)
{
    SIDES(reasons[number].too_many, reasons[number].too_few);
    EXPECT(check_text("question %d: %s", number, what), said, counted);
    STOP_IF(said != counted);
}

static void forget(void)
{
    for (int i = 0; i < made; i++)
        drop(i);
    made = 0;
    while (pools.open != NULL)
        arena_close(&pools, pools.open);
    pools = (struct pools){0};
}

/* Two numbers that no formula but the right one suits both times. */
static void tell_twice(void (*story)(int n), int least, int most)
{
    int first = check_between(least, most), second = first + check_between(1, 4);

    STEP("n is %d", first);
    story(first);
    forget();
    STEP("the same story again, and n is %d", second);
    story(second);
    forget();
}

CHECK(in_pools, .title = "a pool has blocks of one size", .points = 3, .see = "07-pools")
{
    tell_twice(story_of_pools, 4, 9);
}

CHECK(survivors, .title = "an arena with a survivor stays", .points = 4, .see = "07-survivors")
{
    tell_twice(story_of_survivors, 3, 7);
}

CHECK(order, .title = "the arena with the fewest free pools comes first", .points = 3,
      .see = "07-order")
{
    tell_twice(story_of_order, 4, 9);
}
