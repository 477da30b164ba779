/* SPDX-License-Identifier: MIT */
#include <hal/divide.h>
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/interrupt.h>
#include <rt/time.h>

enum {
    NS_PER_US = 1000,
    US_PER_MS = 1000,
};

static void wake(void *argument)
{
    *(volatile bool *)argument = true;
}

/* Whether an alarm can wake this hart. */
static bool can_be_woken(void)
{
    return csr_read(mhartid) == board_boot_hart && (csr_read(mstatus) & MSTATUS_MIE) != 0;
}

/* Waits for an alarm at this deadline, in ticks. */
static void sleep_until(uint64_t deadline)
{
    volatile bool is_over = false;
    struct rt_alarm alarm = {.function = wake, .argument = (void *)&is_over};

    if ((csr_read(mie) >> IRQ_MACHINE_TIMER & 1) == 0) {
        rt_alarms_begin();
    }
    rt_alarm_start(&alarm, deadline);
    rt_interrupts_off();
    while (!is_over) {
        rt_idle();
    }
    rt_interrupts_on();
}

void rt_sleep_us(uint64_t us)
{
    const uint64_t start = hal_timer_now(board_timer);
    uint64_t ns;

    if (__builtin_mul_overflow(us, NS_PER_US, &ns)) {
        ns = UINT64_MAX;
    }
    if (us == 0) {
        return;
    }
    if (!can_be_woken()) {
        hal_timer_delay_ns(board_timer, ns);
        return;
    }
    /* Add one because the current tick has already begun. */
    const uint64_t span = hal_timer_ticks_from_ns(board_timer, ns);
    sleep_until(span < UINT64_MAX - start ? start + span + 1 : UINT64_MAX);
}

void rt_sleep_ms(uint64_t ms)
{
    uint64_t us;

    rt_sleep_us(__builtin_mul_overflow(ms, US_PER_MS, &us) ? UINT64_MAX : us);
}
