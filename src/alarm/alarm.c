/* SPDX-License-Identifier: MIT */
/*
 * Alarms on the board's timer: the heap, its lock, and the timer interrupt.
 *
 * The hart that changes the earliest deadline sets the compare register to it, with the lock held.
 * An alarm's function runs without the lock, so it may start and cancel alarms.
 */
#include "bite.h"
#include "queue.h"

#include "base/guards.h"
#include "base/panic_text.h"

#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/lock.h>

#include <stddef.h>

static struct rt_lock lock;
static struct rt_alarm *earliest;
static uint64_t started;
static uint64_t timer_deadline;
static const struct rt_alarm *running; /* Its function runs or is about to run. */

static uint64_t next_deadline(void)
{
    return earliest != NULL ? earliest->deadline : UINT64_MAX;
}

static void program(uint64_t deadline)
{
    timer_deadline = deadline;
    hal_timer_set_deadline(board_timer, deadline);
}

/* Most starts and cancels don't change the earliest deadline, and the device is slow. */
static void set_timer(void)
{
    const uint64_t deadline = next_deadline();

    if (deadline != timer_deadline) {
        program(deadline);
    }
}

static void add(struct rt_alarm *alarm, uint64_t deadline)
{
    alarm->deadline = deadline;
    alarm->sequence = started++;
    alarm->pending = true;
    earliest = rti_alarm_heap_add(earliest, alarm);
}

static void take_out(struct rt_alarm *alarm)
{
    earliest = rti_alarm_heap_remove(earliest, alarm);
    alarm->pending = false;
}

/* Removes the next due alarm and restarts it if it is periodic. Copies it because another hart
 * may change the alarm as soon as the lock is free. If none is due, sets the timer and returns
 * false. */
static bool take_due(struct rt_alarm *copy)
{
    bool due = false;

    RT_LOCKED(&lock)
    {
        struct rt_alarm *const alarm = earliest;
        due = alarm != NULL && alarm->deadline <= hal_timer_now(board_timer);
        running = due ? alarm : NULL;
        if (due) {
            *copy = *alarm;
            take_out(alarm);
            if (alarm->period != 0 && alarm->deadline <= UINT64_MAX - alarm->period) {
                add(alarm, alarm->deadline + alarm->period);
            }
        } else {
            set_timer();
        }
    }
    return due;
}

RT_INTERRUPT(timer)
{
    struct rt_alarm due;

    /* First: an overflow may have damaged the lock. */
    if (rti_guards_are_damaged(rt_hart_block())) {
        rti_bite("an alarm", 0);
    }
    while (take_due(&due)) {
        due.function(due.argument);
    }
}

void rt_alarms_begin(void)
{
    if (csr_read(mhartid) != board_boot_hart) {
        PANIC("rt_alarms_begin: the board's timer interrupts hart %lu only", board_boot_hart);
    }
    /* The compare register's value after a reset is unknown. */
    RT_LOCKED(&lock)
    {
        program(next_deadline());
    }
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
}

void rt_alarm_start_periodic(struct rt_alarm *alarm, uint64_t deadline, uint64_t period)
{
    RT_LOCKED(&lock)
    {
        if (alarm->pending) {
            take_out(alarm);
        }
        alarm->period = period;
        add(alarm, deadline);
        set_timer();
    }
}

void rt_alarm_start(struct rt_alarm *alarm, uint64_t deadline)
{
    rt_alarm_start_periodic(alarm, deadline, 0);
}

static bool runs_elsewhere(const struct rt_alarm *alarm)
{
    return alarm == running && csr_read(mhartid) != board_boot_hart;
}

bool rt_alarm_cancel(struct rt_alarm *alarm)
{
    bool in_time = false;

    RT_LOCKED(&lock)
    {
        if (alarm->pending) {
            in_time = !runs_elsewhere(alarm);
            take_out(alarm);
            set_timer();
        }
    }
    return in_time;
}
