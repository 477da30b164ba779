/* SPDX-License-Identifier: MIT */
/*
 * Stack overflows on another hart that no PMP entry stops. Each is noticed by that hart, and the
 * report names its stack.
 */
#include "faults.h"
#include "overflow.h"

#include <rt/board.h>
#include <rt/exit.h>
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stdlib.h>

#define OVERFLOW(stack) "stack overflow: " stack " stack of hart 1"
#define NOTICED         "\n  noticed by the pattern in its guard"

enum {
    STACK = 2048,
};

static char stack[STACK] __attribute__((aligned(RT_HART_GUARD_SIZE)));
static char other_stack[STACK] __attribute__((aligned(RT_HART_GUARD_SIZE)));

/* Calls are enabled, because a panic would otherwise wait for this hart. */
static void run_on(char *memory, rt_hart_function *function)
{
    rt_hart_calls_enable();
    RT_REQUIRE_EQ(rt_hart_start(1, function, NULL, (struct rt_hart_stack){memory, STACK}), HAL_OK);
    RT_REQUIRE_EQ(rt_hart_wait(1, 5000000), HAL_OK);
}

static void overflow(void)
{
    use_up_to((uintptr_t)stack + RT_HART_GUARD_SIZE - 8);
}

static void return_after_overflow(void *argument)
{
    (void)argument;
    overflow();
}

RT_TEST_PANICS(when_its_function_returns,
               OVERFLOW("program") NOTICED ", at: the hart's function has returned")
{
    run_on(stack, return_after_overflow);
}

static void panic_after_overflow(void *argument)
{
    (void)argument;
    overflow();
    rt_panic("on fire");
}

RT_TEST_PANICS(when_it_panics, OVERFLOW("program") NOTICED ", at: on fire")
{
    run_on(stack, panic_after_overflow);
}

static void exit_after_overflow(void *argument)
{
    (void)argument;
    overflow();
    exit(0);
}

RT_TEST_PANICS(when_it_exits, OVERFLOW("program") NOTICED ", at: exit with status 0")
{
    run_on(stack, exit_after_overflow);
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

static void trap_after_overflow(void *argument)
{
    (void)argument;
    overflow();
    trap();
    for (;;) {
    }
}

RT_TEST_PANICS(when_it_traps, OVERFLOW("program") NOTICED "\n  pc ")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, goes_on), 0);
    run_on(stack, trap_after_overflow);
}

static ptrdiff_t area(void)
{
    return (char *)rt_hart_block() - rt_boot_trap_stack_end;
}

static bool overflow_trap_stack(struct rt_trap_frame *frame)
{
    use_up_to((uintptr_t)rt_boot_trap_stack_start + (uintptr_t)area() - 8);
    return goes_on(frame);
}

static void trap_and_return(void *argument)
{
    (void)argument;
    trap();
}

RT_TEST_PANICS(of_its_trap_stack, OVERFLOW("trap") NOTICED)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, overflow_trap_stack), 0);
    run_on(stack, trap_and_return);
}

static void overflow_interrupt_stack(void *argument)
{
    (void)argument;
    use_up_to((uintptr_t)rt_boot_irq_plain_start + (uintptr_t)area() - 8);
}

static void call_itself(void *argument)
{
    struct rt_hart_async_call call = {.function = overflow_interrupt_stack};

    (void)argument;
    RT_REQUIRE_EQ(rt_hart_call_async(rt_hart_self(), &call), HAL_OK);
    rt_hart_calls_enable();
    while (!rt_hart_call_done(&call)) {
    }
}

RT_TEST_PANICS(of_its_interrupt_stack, OVERFLOW("interrupt") NOTICED)
{
    run_on(stack, call_itself);
}

static void use_all(void *argument)
{
    (void)argument;
    use_up_to((uintptr_t)stack + RT_HART_GUARD_SIZE + 160);
    trap();
}

static void nothing(void *argument)
{
    (void)argument;
}

RT_TEST(a_stack_belongs_to_its_owner_again_when_the_function_has_returned)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, goes_on), 0);
    run_on(stack, use_all);
    stack[0] = 1;
    run_on(other_stack, nothing);
    other_stack[RT_HART_GUARD_SIZE - 1] = 1;
    run_on(stack, use_all);
}
