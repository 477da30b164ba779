/* SPDX-License-Identifier: MIT */
/*
 * Timer (SBI, chapter 6) in firmware with alarms, which own the machine's timer. The alarms of all
 * harts fire on the boot hart, which sends the others an interrupt.
 */
#include "short_calls.h"
#include "timer.h"

#include <rt/alarm.h>
#include <rt/board.h>

static struct rt_alarm alarms[SBI_HART_IDS];

static void fire(void *argument)
{
    struct sbi_hart *const hart = (struct sbi_hart *)argument;

    if (hart == sbi_hart_self()) {
        csr_set(mip, SBI_STIP);
    } else {
        sbi_hart_send(hart, SBI_PENDING_TIMER);
    }
}

static void set(uint64_t deadline)
{
    if (sbi_has_stimecmp) {
        sbi_set_stimecmp(deadline);
        return;
    }
    struct sbi_hart *const hart = sbi_hart_self();
    struct rt_alarm *const alarm = &alarms[hart - sbi_harts];

    (void)rt_alarm_cancel(alarm);
    (void)__atomic_fetch_and(&hart->pending, ~(unsigned)SBI_PENDING_TIMER, __ATOMIC_ACQ_REL);
    csr_clear(mip, SBI_STIP);
    /* An alarm of the past would come before those of the firmware. */
    if (deadline <= hal_timer_now(board_timer)) {
        csr_set(mip, SBI_STIP);
        return;
    }
    alarm->function = fire;
    alarm->argument = hart;
    rt_alarm_start(alarm, deadline);
}

static struct sbi_result serve(const struct sbi_call *call)
{
    return sbi_set_timer(call, set);
}

const struct sbi_extension sbi_time_by_alarm = {SBI_TIME, SBI_TIME, serve, NULL, SBI_SHORT_TIME};
