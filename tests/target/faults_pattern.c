/* SPDX-License-Identifier: MIT */
/*
 * Stack overflows that no PMP entry stops. Each is noticed by the pattern in the stack's guard, and
 * the report names the stack. KIND is the kind of the handler of the software interrupt, STACK_NAME
 * and STACK_START are its stack's.
 */
#include "faults.h"
#include "overflow.h"

#include "base/guards.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/exit.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/stack.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stddef.h>
#include <stdlib.h>

#define OVERFLOW(stack) "stack overflow: " stack " stack of hart 0"
#define NOTICED         "\n  noticed by the pattern in its guard"

/* One frame of @p bytes, filled from its low end. */
OUT_OF_LINE static void fill_frame(size_t bytes)
{
    volatile char *const array = __builtin_alloca(bytes);

    for (size_t i = 0; i < bytes; i++) {
        array[i] = 1;
    }
}

static volatile bool has_end;

/* Recurses without end, which the compiler can't see. Works on each level, for thousands of
 * instructions. */
OUT_OF_LINE static unsigned recurse_slowly(void)
{
    volatile unsigned work[16];

    for (work[0] = 0; work[0] < 5000; work[0]++) {
    }
    return has_end ? 0 : recurse_slowly() + work[0];
}

static bool goes_on(struct rt_trap_frame *frame)
{
    frame->pc += 4;
    return true;
}

static void trap(void)
{
    __asm__ volatile(".option push\n .option norvc\n ebreak\n .option pop");
}

static void set_up(void)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, goes_on), 0);
}

RT_TEST_FIXTURE(set_up, NULL);

RT_TEST(nothing_is_noticed_without_an_overflow)
{
    use_up_to((uintptr_t)rt_stack_start + 160);
    trap();
}

RT_TEST_PANICS(at_the_exit, OVERFLOW("main") NOTICED ", at: exit with status 0")
{
    use_up_to((uintptr_t)rt_stack_start - 8);
    exit(0);
}

RT_TEST_PANICS(by_the_lowest_byte_of_the_guard, OVERFLOW("main") NOTICED ", at: exit with status 0")
{
    AT(char, (uintptr_t)rt_stack_start - RT_HART_GUARD_SIZE) ^= 1;
    exit(0);
}

RT_TEST_PANICS(by_the_highest_byte_of_the_guard,
               OVERFLOW("main") NOTICED ", at: exit with status 0")
{
    AT(char, (uintptr_t)rt_stack_start - 1) ^= 1;
    exit(0);
}

RT_TEST_PANICS(at_a_panic, OVERFLOW("main") NOTICED ", at: the roof is on fire")
{
    use_up_to((uintptr_t)rt_stack_start - 8);
    rt_panic("the %s is on fire", "roof");
}

RT_TEST_PANICS(at_a_fatal_trap, OVERFLOW("main") NOTICED "\n  pc ")
{
    use_up_to((uintptr_t)rt_stack_start - 8);
    __asm__ volatile("unimp");
}

RT_TEST_PANICS(at_a_trap_with_a_handler, OVERFLOW("main") NOTICED "\n  pc ")
{
    use_up_to((uintptr_t)rt_stack_start - 8);
    trap();
}

RT_TEST_PANICS(of_a_large_frame, OVERFLOW("main") NOTICED)
{
    fill_frame(4400);
    trap();
}

static void nothing(void *argument)
{
    (void)argument;
}

static struct rt_alarm alarm = {.function = nothing};

static void start_alarm(void)
{
    enum {
        TICKS = 2000
    };

    rt_alarm_start_periodic(&alarm, hal_timer_now(board_timer) + TICKS, TICKS);
    rt_alarms_begin();
    rt_interrupts_on();
}

static void wait(void)
{
    for (;;) {
    }
}

RT_TEST_PANICS(at_an_alarm, OVERFLOW("main") NOTICED ", at: an alarm\n  pc ")
{
    use_up_to((uintptr_t)rt_stack_start - 8);
    start_alarm();
    wait();
}

RT_TEST_PANICS(at_an_alarm_in_a_recursion_without_end, OVERFLOW("main") NOTICED ", at: an alarm")
{
    start_alarm();
    recurse_slowly();
}

static volatile bool handled;

KIND(software)
{
    board_set_software_irq(csr_read(mhartid), false);
    use_up_to((uintptr_t)STACK_START - 8);
    handled = true;
}

RT_TEST_PANICS(in_an_interrupt_handler, OVERFLOW(STACK_NAME) NOTICED ", at: exit with status 1")
{
    board_set_software_irq(csr_read(mhartid), true);
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    while (!handled) {
    }
    exit(1);
}

static void overflow_interrupt_stack(void *argument)
{
    (void)argument;
    use_up_to((uintptr_t)rt_boot_irq_plain_start - 8);
}

RT_TEST_PANICS(in_an_alarm, OVERFLOW("interrupt") NOTICED ", at: an alarm")
{
    alarm.function = overflow_interrupt_stack;
    start_alarm();
    wait();
}

static bool overflow_trap_stack(struct rt_trap_frame *frame)
{
    use_up_to((uintptr_t)rt_boot_trap_stack_start - 8);
    return goes_on(frame);
}

RT_TEST_PANICS(in_a_trap_handler, OVERFLOW("trap") NOTICED ", at: exit with status 0")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, overflow_trap_stack), 0);
    trap();
    exit(0);
}

/* As on a core with eight PMP entries and more than one interrupt stack. */
static void leave_to_entries_all_but_the_lowest_interrupt_stacks(void)
{
    rti_guards_paint(rt_hart_block(), rt_stack_start, GUARD_PROGRAM << 1);
    AT(char, (uintptr_t)rt_stack_start - 1) ^= 1;
    AT(char, (uintptr_t)rt_boot_trap_stack_start - 1) ^= 1;
}

RT_TEST(guards_with_an_entry_are_not_read)
{
    leave_to_entries_all_but_the_lowest_interrupt_stacks();
    trap();
}

RT_TEST_PANICS(guards_without_an_entry_are_read_on_such_a_core, OVERFLOW("interrupt") NOTICED)
{
    leave_to_entries_all_but_the_lowest_interrupt_stacks();
    AT(char, (uintptr_t)rt_boot_irq_plain_start - 1) ^= 1;
    trap();
}
