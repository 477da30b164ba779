/* SPDX-License-Identifier: MIT */
/*
 * All harts use one lock and a ring of queues concurrently. The sums must be right.
 *
 * There are OPERATIONS in all. Half of them are locked additions, half are elements that move from
 * each hart to the next. Most of the locking is by rt_lock_try, because waiting in line is slow if
 * harts share the host's processors: the next in line may not be running.
 */
#include <rt/hart.h>
#include <rt/lock.h>
#include <rt/queue.h>
#include <rt/test.h>

#include <stdio.h>

enum {
    MAX = 8,
    STACK = 2048,
    IN_LINE = 20000,
};

static char stacks[MAX][STACK] __attribute__((aligned(16)));
static struct rt_lock lock;
static unsigned long long total;
static unsigned long long received[MAX];
static unsigned disordered[MAX];

RT_QUEUE(ring_0, unsigned, 4096);
RT_QUEUE(ring_1, unsigned, 4096);
RT_QUEUE(ring_2, unsigned, 4096);
RT_QUEUE(ring_3, unsigned, 4096);
RT_QUEUE(ring_4, unsigned, 4096);
RT_QUEUE(ring_5, unsigned, 4096);
RT_QUEUE(ring_6, unsigned, 4096);
RT_QUEUE(ring_7, unsigned, 4096);

static struct rt_queue *const to[MAX] = {
    &ring_0.queue, &ring_1.queue, &ring_2.queue, &ring_3.queue,
    &ring_4.queue, &ring_5.queue, &ring_6.queue, &ring_7.queue,
};

static unsigned share(void)
{
    return OPERATIONS / 2 / rt_hart_count();
}

static void add_locked(unsigned i)
{
    if (i % IN_LINE == 0) {
        rt_lock_acquire(&lock);
    } else {
        while (!rt_lock_try(&lock)) {
        }
    }
    total += i;
    rt_lock_release(&lock);
}

static void receive(unsigned self, unsigned *expected)
{
    unsigned value;

    while (rt_queue_get(to[self], &value)) {
        received[self] += value;
        disordered[self] += value != *expected;
        *expected += 1;
    }
}

static void hammer(void *argument)
{
    const unsigned self = rt_hart_self();
    const unsigned next = (self + 1) % rt_hart_count();
    unsigned expected = 0;

    (void)argument;
    for (unsigned i = 0; i < share(); i++) {
        add_locked(i);
        while (!rt_queue_put(to[next], &i)) {
            receive(self, &expected);
        }
        if (i % 64 == 0) {
            receive(self, &expected);
        }
    }
    while (expected < share()) {
        receive(self, &expected);
    }
}

RT_TEST(no_addition_and_no_element_is_lost)
{
    const unsigned long long sum = (unsigned long long)share() * (share() - 1) / 2;

    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        const struct rt_hart_stack stack = {stacks[hart], STACK};
        RT_REQUIRE_EQ(rt_hart_start(hart, hammer, NULL, stack), HAL_OK);
    }
    hammer(NULL);
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        RT_REQUIRE_EQ(rt_hart_wait(hart, HAL_FOREVER), HAL_OK);
    }
    for (unsigned hart = 0; hart < rt_hart_count(); hart++) {
        RT_EXPECT_EQ(received[hart], sum);
        RT_EXPECT_EQ(disordered[hart], 0);
    }
    RT_EXPECT_EQ(total, sum * rt_hart_count());
}
