/* SPDX-License-Identifier: MIT */
/*
 * The watchdog of the timer: feeding, and the report about a program that hangs.
 */
#include "irq.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/watchdog.h>

#include <stdbool.h>

enum {
    TIMEOUT_MS = 5,
    MS = 1000000, /* in nanoseconds */
};

#if __riscv_xlen == 64
#define WORD_OF(digits) "0x00000000" digits
#else
#define WORD_OF(digits) "0x" digits
#endif

static void delay_ms(uint32_t ms)
{
    hal_timer_delay_ns(board_timer, (uint64_t)ms * MS);
}

static void start(void)
{
    RT_REQUIRE_EQ(rt_watchdog_start(TIMEOUT_MS), 0);
    rt_interrupts_on();
}

RT_TEST(a_watchdog_that_is_fed_lets_the_program_run)
{
    start();
    for (unsigned i = 0; i < 10; i++) {
        delay_ms(TIMEOUT_MS / 2);
        rt_watchdog_feed();
    }
    rt_watchdog_stop();
}

/* The alarm looks while the timeout of the feed still has a 50th to go. */
RT_TEST(the_timeout_of_a_feed_is_not_shorter)
{
    if (board_timer->frequency_hz < 1000000000 / (TIMEOUT_MS * MS / 100)) {
        RT_SKIP("a tick of the timer is more than a 100th of the timeout");
    }
    start();
    hal_timer_delay_ns(board_timer, TIMEOUT_MS * MS / 50);
    rt_watchdog_feed();
    hal_timer_delay_ns(board_timer, TIMEOUT_MS * MS / 100 * 99);
    rt_watchdog_stop();
}

RT_TEST(a_stopped_watchdog_does_not_panic)
{
    start();
    rt_watchdog_stop();
    delay_ms(2 * TIMEOUT_MS);
}

RT_TEST(a_watchdog_can_be_started_again_with_another_timeout)
{
    start();
    RT_REQUIRE_EQ(rt_watchdog_start(10 * TIMEOUT_MS), 0);
    delay_ms(3 * TIMEOUT_MS);
    rt_watchdog_stop();
    start();
    rt_watchdog_stop();
}

RT_TEST(a_timeout_must_be_one_that_the_timer_can_express)
{
    RT_EXPECT_EQ(rt_watchdog_start(0), HAL_ERR_INVALID);
    if (__riscv_xlen == 32 && board_timer->frequency_hz >= 1000000) {
        RT_EXPECT_EQ(rt_watchdog_start(UINT32_MAX), HAL_ERR_INVALID);
    }
    rt_interrupts_on();
    delay_ms(1);
}

RT_TEST(a_watchdog_started_late_gives_the_whole_timeout)
{
    delay_ms(3 * TIMEOUT_MS);
    start();
    delay_ms(TIMEOUT_MS / 2);
    rt_watchdog_stop();
}

#define LAST_REGISTER RT_HIGH_REGISTER_OR("t6", "a5")
#define LAST_SAVED    RT_HIGH_REGISTER_OR("s11", "s1")

/* Each register that a handler may change has a value of its own. The loop has no end. */
__attribute__((noinline, noreturn)) static void stuck(void)
{
    __asm__ volatile("li t0, 0x11111111\n\t"
                     "li " LAST_REGISTER ", 0x22222222\n\t"
                     "li a0, 0x33333333\n\t"
                     "li s0, 0x44444444\n\t"
                     "li " LAST_SAVED ", 0x55555555\n"
                     "1: j 1b");
    __builtin_unreachable();
}

/* Keeps its frame on the stack. */
__attribute__((noinline)) static void work(void)
{
    start();
    stuck();
    __asm__ volatile("");
}

RT_TEST_PANICS(a_program_that_hangs_panics, "*** PANIC: watchdog: not fed for 5 ms\n  pc      0x")
{
    work();
}

RT_TEST_PANICS(its_stack_is_the_program_s, "\n  stack   main stack, ")
{
    work();
}

RT_TEST_PANICS(its_interrupts_were_on, ": interrupts on, mode M, ")
{
    work();
}

RT_TEST_PANICS(its_temporary_registers_are_the_program_s, "  t0  " WORD_OF("11111111"))
{
    work();
}

RT_TEST_PANICS(its_last_register_is_the_program_s, "  " LAST_REGISTER "  " WORD_OF("22222222"))
{
    work();
}

RT_TEST_PANICS(its_arguments_are_the_program_s, "  a0  " WORD_OF("33333333"))
{
    work();
}

RT_TEST_PANICS(its_saved_registers_are_the_program_s, "  s0  " WORD_OF("44444444"))
{
    work();
}

RT_TEST_PANICS(its_last_saved_register_is_the_program_s,
               "  " RT_HIGH_REGISTER_OR("s11 ", "s1  ") WORD_OF("55555555"))
{
    work();
}

/* A program that is busy and does not get to its feed. */
RT_TEST_PANICS(other_alarms_and_handlers_do_not_feed_it, "*** PANIC: watchdog: not fed for 5 ms\n")
{
    start();
    for (;;) {
        rt_interrupt_wait();
    }
}

RT_TEST_PANICS(it_panics_though_it_was_fed_before, "*** PANIC: watchdog: not fed for 5 ms\n")
{
    start();
    for (unsigned i = 0; i < 5; i++) {
        delay_ms(TIMEOUT_MS / 2);
        rt_watchdog_feed();
    }
    stuck();
}

static volatile bool was_late;

static void note(void *argument)
{
    (void)argument;
    was_late = true;
}

RT_INTERRUPT(software)
{
    rt_panic("the program went on");
}

/* Holds the timer interrupt until the watchdog is due too. */
static void delay_the_watchdog(void *argument)
{
    (void)argument;
    delay_ms(2);
    irq_raise_software();
}

RT_TEST_PANICS(an_interrupt_that_is_pending_then_does_not_come_first,
               "*** PANIC: watchdog: not fed for 5 ms\n")
{
    static struct rt_alarm alarm = {.function = delay_the_watchdog};

    IRQ_NEEDS_SOFTWARE();
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_alarm_start(&alarm, hal_timer_now(board_timer) +
                               hal_timer_ticks_from_ns(board_timer, (TIMEOUT_MS - 1) * MS));
    work();
}

/* What the header says it can't catch. */
RT_TEST(with_interrupts_off_it_does_not_panic)
{
    static struct rt_alarm alarm = {.function = note};

    start();
    rt_alarm_start(&alarm, hal_timer_now(board_timer));
    rt_interrupts_off();
    was_late = false;
    delay_ms(2 * TIMEOUT_MS);
    RT_EXPECT(!was_late);
    rt_watchdog_feed();
    rt_interrupts_on();
    delay_ms(1);
    rt_watchdog_stop();
}
