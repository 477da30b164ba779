/* SPDX-License-Identifier: MIT */
/*
 * Functions that both main code and a handler may call. The handler runs at hundreds of points
 * before, during and after main's call. The devices are plain memory, so their values do not change
 * when they are read.
 */
#include "irq.h"

#include <ns16550.h>
#include <plic.h>
#include <rt/queue.h>
#include <rt/test.h>

#include <string.h>

enum {
    TICKS = 24, /* from before main's call until after it, in a debug build too */
    SOURCE = 1,
};

static void (*in_handler)(void);
static volatile bool handled;

RT_INTERRUPT(timer)
{
    hal_timer_cancel(board_timer);
    in_handler();
    handled = true;
}

/* Makes the handler run @p ticks less @p steps from now. */
static inline void interrupt_soon(uint64_t ticks, unsigned steps)
{
    handled = false;
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + ticks);
    irq_spend(steps);
}

/* Calls @p in_main with the handler at many points. */
static void at_many_points(void (*prepare)(void), void (*in_main)(void), void (*check)(void))
{
    unsigned early = 0;
    unsigned late = 0;

    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    for (unsigned ticks = 1; ticks <= TICKS; ticks++) {
        for (unsigned steps = 0; steps < IRQ_STEPS_OF_A_TICK; steps++) {
            prepare();
            interrupt_soon(ticks, steps);
            early += handled;
            in_main();
            late += !handled;
            while (!handled) {
            }
            check();
        }
    }
    RT_EXPECT_GT(early, 0);
    RT_EXPECT_GT(late, 0);
}

/* Always has FIFO space, and reports one more overrun at each read. */
static uint8_t port_registers[8] = {[NS16550_LSR] = 0x22};
static struct ns16550_state port_state;
static const struct ns16550 port = {
    .uart = {&ns16550_uart_ops},
    .base = (uintptr_t)port_registers,
    .state = &port_state,
};
static uint32_t overruns_of_a_write;

static uint32_t overruns(void)
{
    struct hal_uart_errors errors;

    hal_uart_get_errors(&port.uart, &errors);
    return errors.overruns;
}

static void forget_overruns(void)
{
    memset(&port_state, 0, sizeof(port_state));
}

static void write_one(void)
{
    hal_ignore(hal_uart_write(&port.uart, "x", 1, 0));
}

static void expect_overruns_of_two_writes(void)
{
    RT_EXPECT_EQ(overruns(), 2 * overruns_of_a_write);
}

RT_TEST(no_error_goes_uncounted_that_a_handler_sees_meanwhile)
{
    write_one();
    overruns_of_a_write = overruns();
    RT_EXPECT_GT(overruns_of_a_write, 0);
    in_handler = write_one;
    at_many_points(forget_overruns, write_one, expect_overruns_of_two_writes);
}

static uint32_t priorities[SOURCE + 1];
static uint32_t enables[1];
static uint32_t control[2];
static uint32_t enabled[1];
static uint32_t threshold;
static struct hal_irq_slot slots[SOURCE + 1];
static const struct plic plic = {
    .irq = {&plic_irq_ops, slots, SOURCE},
    .base = (uintptr_t)priorities,
    .enables = (uintptr_t)enables,
    .control = (uintptr_t)control,
    .enabled = enabled,
    .threshold = &threshold,
};

static void serve_one(void *context)
{
    (void)context;
}

static void serve_other(void *context)
{
    (void)context;
}

static void attach_one(void)
{
    hal_ignore(hal_irq_attach(&plic.irq, SOURCE, serve_one, (void *)serve_one));
}

static void attach_other(void)
{
    hal_ignore(hal_irq_attach(&plic.irq, SOURCE, serve_other, (void *)serve_other));
}

static void enable(void)
{
    hal_ignore(hal_irq_enable(&plic.irq, SOURCE, true));
}

static void disable(void)
{
    hal_ignore(hal_irq_enable(&plic.irq, SOURCE, false));
}

static void expect_a_handler_with_its_context(void)
{
    RT_EXPECT_NE(slots[SOURCE].handler, NULL);
    RT_EXPECT_EQ((uintptr_t)slots[SOURCE].handler, (uintptr_t)slots[SOURCE].context);
}

static void expect_disabled(void)
{
    RT_EXPECT_EQ(enabled[0], 0);
    RT_EXPECT_EQ(enables[0], 0);
}

RT_TEST(no_handler_gets_the_context_of_one_attached_meanwhile)
{
    in_handler = attach_other;
    at_many_points(disable, attach_one, expect_a_handler_with_its_context);
    at_many_points(enable, attach_one, expect_a_handler_with_its_context);
}

RT_TEST(a_source_disabled_while_its_handler_is_attached_stays_disabled)
{
    in_handler = disable;
    at_many_points(enable, attach_one, expect_disabled);
}

RT_QUEUE(numbers, unsigned, 4);
static uint32_t counted;

static void fill(void)
{
    while (rt_queue_put(&numbers.queue, &(unsigned){1})) {
    }
}

static void take_two_and_fill(void)
{
    unsigned value;

    (void)rt_queue_get(&numbers.queue, &value);
    (void)rt_queue_get(&numbers.queue, &value);
    fill();
}

static void count(void)
{
    counted = rt_queue_count(&numbers.queue);
}

static void expect_no_more_than_fit(void)
{
    RT_EXPECT_LE(counted, 4);
}

RT_TEST(a_third_one_never_counts_more_in_a_queue_than_fit)
{
    in_handler = take_two_and_fill;
    at_many_points(fill, count, expect_no_more_than_fit);
}
