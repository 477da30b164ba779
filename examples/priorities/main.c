/* SPDX-License-Identifier: MIT */
/*
 * Uses two sources of the interrupt controller: the serial port and the clock's alarm. The port's
 * handler triggers the alarm and continues for a millisecond. The priorities decide whether the
 * alarm's handler preempts it or runs after it.
 */
#include <board.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/time.h>

#include <stdbool.h>
#include <stdio.h>

enum {
    WORK_US = 1000,
    STEPS = 4, /* both handlers begin and end */
};

/* The events, in order. */
static const char *volatile steps[STEPS];
static volatile unsigned step_count;
static volatile bool is_port_awaited;

static void note(const char *step)
{
    steps[step_count] = step;
    step_count = step_count + 1;
}

static void on_alarm(void *context)
{
    (void)context;
    note("alarm begins");
    hal_rtc_acknowledge_alarm(&board_rtc.rtc);
    note("alarm ends");
}

/* A controller may deliver an interrupt that has lost its cause. Here QEMU's does if a character
 * arrives before the handler has turned the port's interrupt off. */
static void on_port(void *context)
{
    struct hal_deadline done = hal_deadline_start(board_timer, WORK_US);
    (void)context;
    if (!is_port_awaited) {
        return;
    }
    is_port_awaited = false;
    note("port begins");
    hal_uart_enable_irqs(&board_uart0.uart, 0);
    /* An alarm in the past interrupts immediately. The device has alarms, so this can't fail. */
    hal_ignore(hal_rtc_set_alarm(&board_rtc.rtc, 0));
    while (!hal_deadline_passed(&done)) {
    }
    note("port ends");
}

static void sleep_until_done(void)
{
    rt_interrupts_off();
    while (step_count < STEPS) {
        rt_idle();
    }
    rt_interrupts_on();
}

static bool run(uint32_t port_priority, uint32_t alarm_priority)
{
    if (rt_irq_attach(BOARD_UART0_IRQ, port_priority, on_port, NULL) < 0 ||
        rt_irq_attach(BOARD_RTC_IRQ, alarm_priority, on_alarm, NULL) < 0) {
        return false;
    }
    step_count = 0;
    is_port_awaited = true;
    /* The port is ready to send, so it interrupts as soon as it is enabled. */
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
    sleep_until_done();
    printf("port %u, alarm %u:", (unsigned)port_priority, (unsigned)alarm_priority);
    for (unsigned i = 0; i < STEPS; i++) {
        printf(" %s%s", steps[i], i + 1 < STEPS ? "," : "\n");
    }
    return true;
}

int main(void)
{
    rt_irq_begin();
    rt_interrupts_on();
    return run(1, 2) && run(2, 1) && run(2, 2) ? 0 : 1;
}
