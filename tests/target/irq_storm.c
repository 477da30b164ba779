/* SPDX-License-Identifier: MIT */
/*
 * A storm of all kinds of interrupts over a main loop that holds a value in every register.
 *
 * The timer and the clock's alarm interrupt at random instants. The main loop and the handlers
 * raise the software interrupt and the port at random, so that handlers nest in every possible
 * order. Each source has at most one interrupt pending, so each handler knows whether it was
 * requested. At the end every raised interrupt must have been served. Under -icount every run is
 * the same; another SEED gives another storm.
 *
 * TIMER and SOFTWARE are the kinds of those handlers, INTERRUPTS is their total number.
 */
#include "irq_storm.h"
#include "irq.h"
#include "random.h"

#include <rt/critical.h>
#include <rt/irq_controller.h>
#include <rt/test.h>

#include <stdio.h>
#include <string.h>

#ifndef SEED
#define SEED 1
#endif

enum {
    TIMER_SOURCE,
    SOFTWARE_SOURCE,
    PORT,
    CLOCK,
    SOURCES
};

static volatile struct {
    unsigned raised, served;
    uint32_t random;
} source[SOURCES];

static volatile bool over;
static volatile unsigned unasked, depth, deepest;
static volatile double sum;
static uint64_t timer_deadline;
static struct storm_registers wanted, found;

static void raise_timer(uint32_t random)
{
    timer_deadline = hal_timer_now(board_timer) + random % 64;
    hal_timer_set_deadline(board_timer, timer_deadline);
}

static void raise_software(uint32_t random)
{
    (void)random;
    irq_raise_software();
}

static void raise_port(uint32_t random)
{
    (void)random;
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
}

static void raise_clock(uint32_t random)
{
    const uint64_t in = random % 4 == 0 ? 0 : random % 2048;

    hal_ignore(hal_rtc_set_alarm(&board_rtc.rtc, hal_rtc_get_ns(&board_rtc.rtc) + in));
}

/* Does nothing while one is pending, or when the storm is over. */
static void raise(unsigned which, void (*how)(uint32_t random), uint32_t random)
{
    RT_CRITICAL
    {
        if (!over && source[which].raised == source[which].served) {
            source[which].raised++;
            how(random);
        }
    }
}

static void begin_serving(unsigned which)
{
    storm_spoil();
    unasked += source[which].raised - source[which].served != 1;
    source[which].served++;
    depth++;
    deepest = depth > deepest ? depth : deepest;
}

/* Raises random sources, but never the handler's own. */
static void raise_others(unsigned which)
{
    const uint32_t random = random_next(&source[which].random);

    if (which != SOFTWARE_SOURCE && random % 4 < 3) {
        raise(SOFTWARE_SOURCE, raise_software, 0);
    }
    if (which != PORT && (random >> 2) % 8 == 0) {
        raise(PORT, raise_port, 0);
    }
    if (which != CLOCK && (random >> 5) % 16 == 0) {
        raise(CLOCK, raise_clock, random >> 9);
    }
}

TIMER(timer)
{
    hal_timer_cancel(board_timer);
    unasked += hal_timer_now(board_timer) < timer_deadline;
    begin_serving(TIMER_SOURCE);
    storm_spoil_floats();
    sum = sum * 0.5 + (double)source[TIMER_SOURCE].served;
    raise_others(TIMER_SOURCE);
    raise(TIMER_SOURCE, raise_timer, random_next(&source[TIMER_SOURCE].random));
    depth--;
}

SOFTWARE(software)
{
    irq_clear_software();
    begin_serving(SOFTWARE_SOURCE);
    raise_others(SOFTWARE_SOURCE);
    depth--;
}

static void serve_port(void *context)
{
    (void)context;
    hal_uart_enable_irqs(&board_uart0.uart, 0);
    begin_serving(PORT);
    raise_others(PORT);
    depth--;
}

static void serve_clock(void *context)
{
    (void)context;
    hal_rtc_acknowledge_alarm(&board_rtc.rtc);
    begin_serving(CLOCK);
    raise_others(CLOCK);
    depth--;
}

static void set_up(void)
{
    for (unsigned i = 0; i < SOURCES; i++) {
        source[i].random = SEED * 2654435761U + i;
    }
    rt_irq_begin();
    hal_uart_enable_irqs(&board_uart0.uart, 0);
    hal_rtc_clear_alarm(&board_rtc.rtc);
    RT_REQUIRE_EQ(rt_irq_attach(BOARD_UART0_IRQ, 1, serve_port, NULL), 1);
    RT_REQUIRE_EQ(rt_irq_attach(BOARD_RTC_IRQ, 2, serve_clock, NULL), 2);
    hal_timer_cancel(board_timer);
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
}

static unsigned total(void)
{
    unsigned served = 0;

    for (unsigned i = 0; i < SOURCES; i++) {
        served += source[i].served;
    }
    return served;
}

/* Bits that no floating-point operation produces, all different; narrower values are NaN-boxed. */
static uint64_t float_pattern(uint32_t random)
{
#if defined(__riscv_flen) && __riscv_flen == 64
    return (uint64_t)random << 32 | ~random;
#else
    return random;
#endif
}

static void choose_floats(uint64_t *floats, unsigned count, uint32_t *state)
{
    for (unsigned i = 0; i < count; i++) {
        floats[i] = float_pattern(random_next(state));
    }
}

static void choose_registers(uint32_t *state)
{
    for (unsigned i = 0; i < STORM_INTEGERS; i++) {
        wanted.integers[i] = random_next(state) * (~0UL / 0xffffU);
    }
    choose_floats(wanted.floats, STORM_FLOATS, state);
    if (STORM_FLOATS != 0) {
        wanted.fcsr = random_next(state) % 5 << 5 | random_next(state) % 32;
    }
}

static void hold_registers(uint32_t *state)
{
    const unsigned long mask = ~(unsigned long)(MSTATUS_MPIE | MSTATUS_MPP);
    const unsigned long status = csr_read(mstatus) & mask;
    const unsigned rounds = 1 + random_next(state) % 32;

    found = wanted;
    storm_hold(&found, rounds);
    found.integers[STORM_COUNTED] -= rounds;
    RT_REQUIRE(memcmp(&found, &wanted, sizeof(found)) == 0);
    RT_REQUIRE_EQ(csr_read(mstatus) & mask, status);
}

static double sum_of(unsigned count)
{
    double result = 0.0;

    for (unsigned i = 1; i <= count; i++) {
        result = result * 0.5 + (double)i;
    }
    return result;
}

RT_TEST(nothing_is_lost_and_every_register_survives)
{
    uint32_t state = SEED;

    set_up();
    rt_interrupts_on();
    raise(TIMER_SOURCE, raise_timer, 0);
    while (total() < INTERRUPTS) {
        choose_registers(&state);
        for (unsigned i = 0; i < 16; i++) {
            hold_registers(&state);
            raise(SOFTWARE_SOURCE, raise_software, 0);
            if (random_next(&state) % 8 == 0) {
                raise(PORT, raise_port, 0);
            }
        }
    }
    over = true;
    while (source[TIMER_SOURCE].raised != source[TIMER_SOURCE].served ||
           source[CLOCK].raised != source[CLOCK].served) {
    }
    rt_interrupts_off();
    printf("timer %u, software %u, port %u, clock %u; %u deep\n", source[TIMER_SOURCE].served,
           source[SOFTWARE_SOURCE].served, source[PORT].served, source[CLOCK].served, deepest);
    for (unsigned i = 0; i < SOURCES; i++) {
        RT_EXPECT_EQ(source[i].raised, source[i].served);
        RT_EXPECT_GT(source[i].served, INTERRUPTS / 20);
    }
    RT_EXPECT_EQ(unasked, 0);
    RT_EXPECT_EQ(depth, 0);
    RT_EXPECT_EQ(deepest, DEEPEST);
    RT_EXPECT(sum == sum_of(source[TIMER_SOURCE].served));
}
