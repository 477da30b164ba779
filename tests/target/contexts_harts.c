/* SPDX-License-Identifier: MIT */
/*
 * Two harts that share their contexts, and a panic that stops a hart which switches.
 */
#include <rt/context.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/lock.h>
#include <rt/panic.h>
#include <rt/test.h>

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

enum {
    HARTS = 2,
    TASKS = 5,
    TURNS = 2000,
};

struct task {
    struct rt_context context;
    struct rt_stack stack;
    bool runs;
    unsigned wrong;
    unsigned turns_on[HARTS];
};

static uint64_t stacks[TASKS][256] __attribute__((aligned(256)));
static struct task tasks[TASKS];
static struct rt_context own[HARTS];
static struct task *running_on[HARTS];
static struct rt_lock lock;
static unsigned latest, switches;

/* The next one that no hart runs. */
static struct task *claim(void)
{
    for (unsigned i = 1; i <= TASKS; i++) {
        struct task *const task = &tasks[(latest + i) % TASKS];
        if (!task->runs) {
            latest = (unsigned)(task - tasks);
            task->runs = true;
            return task;
        }
    }
    return NULL;
}

/* Every fourth turn is that of the hart's own program. */
struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    const unsigned hart = rt_hart_self();
    struct task *next = NULL;

    (void)interrupted;
    RT_LOCKED(&lock)
    {
        if (running_on[hart] != NULL) {
            running_on[hart]->runs = false;
        }
        next = switches++ % 4 != 0 ? claim() : NULL;
        running_on[hart] = next;
    }
    return next != NULL ? &next->context : &own[hart];
}

static void take_turns(void *argument)
{
    struct task *const task = argument;

    errno = (int)(task - tasks);
    for (;;) {
        task->turns_on[rt_hart_self()]++;
        rt_context_yield();
        task->wrong += errno != task - tasks;
    }
}

static unsigned turns_on(unsigned hart)
{
    unsigned sum = 0;

    for (unsigned i = 0; i < TASKS; i++) {
        sum += __atomic_load_n(&tasks[i].turns_on[hart], __ATOMIC_RELAXED);
    }
    return sum;
}

static void switch_until_both_had_turns(void *argument)
{
    (void)argument;
    rt_context_begin(&own[rt_hart_self()]);
    rt_interrupts_on();
    while (turns_on(0) < TURNS || turns_on(1) < TURNS) {
        rt_context_yield();
    }
    rt_interrupts_off();
}

RT_HART_STACK(second_stack, 4096);

static void make(unsigned i, void (*body)(void *))
{
    tasks[i].stack =
        (struct rt_stack){.name = "task", .low = stacks[i], .end = stacks[i + 1], .guard = 256};
    RT_REQUIRE_EQ(rt_context_init(&tasks[i].context, &tasks[i].stack, body, &tasks[i]), 0);
}

RT_TEST(contexts_move_between_harts)
{
    for (unsigned i = 0; i < TASKS; i++) {
        make(i, take_turns);
    }
    RT_REQUIRE_EQ(rt_hart_start(1, switch_until_both_had_turns, NULL, second_stack), 0);
    switch_until_both_had_turns(NULL);
    RT_REQUIRE_EQ(rt_hart_wait(1, HAL_FOREVER), 0);
    for (unsigned i = 0; i < TASKS; i++) {
        RT_EXPECT_EQ(tasks[i].wrong, 0);
        RT_EXPECT_GT(tasks[i].turns_on[0], 0);
        RT_EXPECT_GT(tasks[i].turns_on[1], 0);
    }
}

/* Its interrupt is also the one that stops a hart. */

static void panic(void *argument)
{
    (void)argument;
    rt_panic("the roof is on fire");
}

static void switch_for_ever(void *argument)
{
    (void)argument;
    rt_context_begin(&own[1]);
    rt_interrupts_on();
    for (;;) {
        rt_context_yield();
    }
}

RT_TEST_PANICS(a_panic_stops_a_hart_that_switches, "\n  hart 1: pc ")
{
    for (unsigned i = 1; i < TASKS; i++) {
        make(i, take_turns);
    }
    tasks[0].runs = true;
    RT_REQUIRE_EQ(rt_hart_start(1, switch_for_ever, NULL, second_stack), 0);
    while (turns_on(1) < TURNS) {
    }
    panic(NULL);
}
