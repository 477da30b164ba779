/* SPDX-License-Identifier: MIT */
/*
 * tinyos: an operating system of four tasks in user mode.
 *
 * A task has two regions of memory, its code and its data with its stack, and nothing else. It runs
 * until it calls, faults, or its time is up; then rt_program_trap below decides who continues. The
 * kernel itself runs with interrupts off. A task that faults is reported and starts again, and the
 * others don't notice. The tasks trust each other's messages.
 */
#include "kernel.h"

#include <board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/lock.h>
#include <rt/mode_setup.h>
#include <rt/panic.h>

#include <stdio.h>

enum {
    SLICE_NS = 2000000,
    MOST_SLICES = 20, /* A task that uses more of them without a call hangs. */
    HART_STACK = 1536,
    HARTS = 4,
};

RT_PROGRAM_IMAGE(compute);
RT_PROGRAM_IMAGE(talker);
RT_PROGRAM_IMAGE(reader);
RT_PROGRAM_IMAGE(evil);

struct task tasks[TASKS] = {
    [COMPUTE] = {.image = &rt_image_compute, .priority = 1},
    [TALKER] = {.image = &rt_image_talker, .priority = 2},
    [READER] = {.image = &rt_image_reader, .priority = 2},
    [EVIL] = {.image = &rt_image_evil, .priority = 1},
};

static struct rt_lock lock;
static struct clint timers[HARTS]; /* One interrupts one hart. */
static unsigned next_task; /* Where the search for a task begins: those of a priority take turns. */

void task_start(struct task *task)
{
    if (rt_program_load(&task->program, RT_MODE_USER, &task->regions, task->image) < 0) {
        rt_panic("the task %s can't be loaded", task->image->name);
    }
    task->program.frame.a0 = task->lives++;
    task->state = TASK_READY;
    task->slices = 0;
}

void wake_waiting(void)
{
    for (unsigned i = 0; i < TASKS; i++) {
        if (tasks[i].state == TASK_WAITING) {
            tasks[i].state = TASK_READY;
        }
    }
}

static void wake_sleeping(void)
{
    const uint64_t now = hal_timer_now(board_timer);

    for (unsigned i = 0; i < TASKS; i++) {
        if (tasks[i].state == TASK_SLEEPING && tasks[i].wake <= now) {
            tasks[i].state = TASK_READY;
        }
    }
}

static struct task *choose(void)
{
    struct task *chosen = NULL;

    for (unsigned i = 0; i < TASKS; i++) {
        struct task *const task = &tasks[(next_task + i) % TASKS];
        if (task->state == TASK_READY && (chosen == NULL || task->priority > chosen->priority)) {
            chosen = task;
        }
    }
    if (chosen != NULL) {
        next_task = (unsigned)(chosen - tasks) + 1;
    }
    return chosen;
}

static bool is_over(void)
{
    return tasks[COMPUTE].state == TASK_ENDED && tasks[TALKER].state == TASK_ENDED &&
           tasks[EVIL].state == TASK_ENDED;
}

static void set_alarm(void)
{
    const struct hal_timer *const timer = &timers[rt_hart_self()].timer;

    hal_timer_set_deadline(timer, hal_timer_now(timer) + hal_timer_ticks_from_ns(timer, SLICE_NS));
}

/* Without the lock, so that a hart that has nothing to do does not keep the others from it. */
static bool may_have_work(void)
{
    const uint64_t now = hal_timer_now(board_timer);
    bool has_work = is_over();

    for (unsigned i = 0; i < TASKS; i++) {
        const volatile struct task *const task = &tasks[i];
        has_work = has_work || task->state == TASK_READY || task->state == TASK_WAITING ||
                   (task->state == TASK_SLEEPING && task->wake <= now);
    }
    return has_work;
}

/* Sleeps from one tick to the next until there may be a task, and it is this hart's turn. */
static void wait_for_work(void)
{
    do {
        set_alarm();
        rt_interrupt_wait();
    } while (!may_have_work() || !rt_lock_try(&lock));
}

/* The task that continues on this hart; NULL at the end. Called and left with the lock. */
static struct task *schedule(void)
{
    for (;;) {
        wake_sleeping();
        calls_poll();
        if (is_over()) {
            return NULL;
        }
        struct task *const task = choose();
        if (task != NULL) {
            set_alarm();
            task->state = TASK_RUNNING;
            return task;
        }
        rt_lock_release(&lock);
        wait_for_work();
    }
}

static void end_and_restart(struct task *task, const char *reason)
{
    rt_program_report(&task->program, task->image, reason);
    task_start(task);
}

static void serve(struct task *task)
{
    switch (task->program.frame.cause) {
    case CAUSE_ECALL_U:
        call_serve(task);
        break;
    case MCAUSE_INTERRUPT | IRQ_MACHINE_TIMER:
        task->state = TASK_READY;
        if (++task->slices > MOST_SLICES) {
            end_and_restart(task, "it hangs: no call for 40 ms of its time");
        }
        break;
    default:
        end_and_restart(task, NULL);
        break;
    }
}

struct rt_program *rt_program_trap(struct rt_program *program)
{
    rt_lock_acquire(&lock);
    serve((struct task *)(void *)program);
    struct task *const next = schedule();
    rt_lock_release(&lock);
    return next != NULL ? &next->program : NULL;
}

void prepare_hart(void)
{
    static const struct rt_mode_rights rights = RT_MODE_SETUP_USER;
    struct clint *const timer = &timers[rt_hart_self()];

    (void)rt_mode_setup(&rights);
    *timer = board_clint;
    timer->hart = (uint32_t)rt_hart_id(rt_hart_self());
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
}

static void run_tasks(void *unused)
{
    (void)unused;
    prepare_hart();
    rt_lock_acquire(&lock);
    struct task *const first = schedule();
    rt_lock_release(&lock);
    if (first != NULL) {
        rt_program_run(&first->program);
    }
}

int main(void)
{
    static char stacks[HARTS][HART_STACK] __attribute__((aligned(RT_HART_GUARD_SIZE)));

    for (unsigned i = 0; i < TASKS; i++) {
        task_start(&tasks[i]);
    }
    for (unsigned hart = 1; hart < rt_hart_count(); hart++) {
        const struct rt_hart_stack stack = {stacks[hart], HART_STACK};
        if (rt_hart_start(hart, run_tasks, NULL, stack) < 0) {
            printf("hart %u does not start\n", hart);
        }
    }
    run_tasks(NULL);
    printf("%lu messages, evil lived %u times\n", calls_received, tasks[EVIL].lives);
    return 0;
}
