/* SPDX-License-Identifier: MIT */
/*
 * Frames of 2 KiB to 1 MiB, filled from their low end: each is the overflow of the stack that the
 * code was running on, wherever sp and the address are. And accesses right above a stack.
 */
#include "faults.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/stack.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stddef.h>
#include <stdlib.h>

static volatile size_t size;

/* Not inlined, so that only this frame is large. */
static __attribute__((noinline)) void fill(void)
{
    const size_t bytes = size; /* It may be overwritten. */
    volatile char *const array = __builtin_alloca(bytes);

    for (size_t i = 0; i < bytes; i++) {
        array[i] = 1;
    }
}

#define MAIN(bytes)                                                                   \
    RT_TEST_PANICS(of_##bytes##_bytes_in_main, "stack overflow: main stack of hart ") \
    {                                                                                 \
        size = bytes;                                                                 \
        fill();                                                                       \
    }
MAIN(5000)
MAIN(9500)
MAIN(20000)
MAIN(65536)
MAIN(204800)
MAIN(1048576)

#ifndef SEVERAL

RT_INTERRUPT(software)
{
    fill();
    rt_panic("it fits");
}

RT_INTERRUPT_NESTING(timer)
{
    fill();
    rt_panic("it fits");
}

static void interrupt(unsigned source, size_t bytes)
{
    size = bytes;
    board_set_software_irq(csr_read(mhartid), source == IRQ_MACHINE_SOFTWARE);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(source);
    rt_interrupts_on();
    for (;;) {
    }
}

#define HANDLER(bytes)                                                                          \
    RT_TEST_PANICS(of_##bytes##_bytes_in_a_handler, "stack overflow: interrupt stack of hart ") \
    {                                                                                           \
        interrupt(IRQ_MACHINE_SOFTWARE, bytes);                                                 \
    }                                                                                           \
    RT_TEST_PANICS(of_##bytes##_bytes_in_a_nesting_handler,                                     \
                   "stack overflow: timer interrupt stack of hart ")                            \
    {                                                                                           \
        interrupt(IRQ_MACHINE_TIMER, bytes);                                                    \
    }
HANDLER(4500)
HANDLER(9500)
HANDLER(20000)
HANDLER(65536)
HANDLER(1048576)

static bool fill_in_cause_handler(struct rt_trap_frame *frame)
{
    (void)frame;
    fill();
    return false;
}

#define CAUSE_HANDLER(bytes)                                                                     \
    RT_TEST_PANICS(of_##bytes##_bytes_in_a_cause_handler, "stack overflow: trap stack of hart ") \
    {                                                                                            \
        size = bytes;                                                                            \
        RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ILLEGAL_INSTRUCTION, fill_in_cause_handler), 0); \
        __asm__ volatile("unimp");                                                               \
    }
CAUSE_HANDLER(9500)
CAUSE_HANDLER(65536)

#else

static char memory[2048] __attribute__((aligned(RT_HART_GUARD_SIZE)));

static void fill_on_hart(void *argument)
{
    (void)argument;
    fill();
}

#define HART(bytes)                                                                             \
    RT_TEST_PANICS(of_##bytes##_bytes_on_a_hart, "stack overflow: program stack of hart 1")     \
    {                                                                                           \
        size = bytes;                                                                           \
        rt_hart_calls_enable();                                                                 \
        hal_ignore(rt_hart_start(1, fill_on_hart, NULL, (struct rt_hart_stack){memory, 2048})); \
        for (;;) {                                                                              \
        }                                                                                       \
    }
HART(2500)
HART(65536)
HART(1048576)
#endif

RT_TEST_PANICS(a_store_above_mains_stack, "access past the top: main stack of hart ")
{
    *(volatile char *)hide((uintptr_t)rt_stack_end) = 1;
}

RT_TEST_PANICS(a_load_above_mains_stack, "access past the top: main stack of hart ")
{
    (void)*(volatile char *)hide((uintptr_t)rt_stack_end + 64);
}

static uint64_t blink_memory[64];
static struct rt_stack blink = {
    .name = "task blink", .low = blink_memory, .end = blink_memory + 64};
static struct rt_stack other = {
    .name = "task other", .low = blink_memory + 64, .end = blink_memory + 64};

RT_TEST_PANICS(a_fault_on_a_registered_stack,
               "\n  stack   task blink stack, 64 of 512 bytes in use")
{
    rt_stack_register(&blink);
    rt_stack_register(&other);
    rt_stack_unregister(&other);
    __asm__ volatile("mv sp, %0\n\tsw zero, 4(zero)" ::"r"((char *)(blink_memory + 64) - 64));
}

RT_TEST_PANICS(an_overflow_of_a_registered_stack, "stack overflow: task blink stack of hart ")
{
    rt_stack_register(&other);
    rt_stack_register(&blink);
    rt_stack_unregister(&other);
    __asm__ volatile("mv sp, %0\n\tsw zero, 0(%1)" ::"r"(hide((uintptr_t)blink_memory) - 32),
                     "r"(hide(NOWHERE)));
}

static struct rt_stack guarded = {
    .name = "task guarded", .low = blink_memory, .end = blink_memory + 64, .guard = 64};

static void overflow_guarded(void)
{
    rt_stack_register(&other);
    rt_stack_register(&guarded);
    *(volatile char *)hide((uintptr_t)blink_memory + 63) = 1;
}

RT_TEST_PANICS(an_overflow_into_the_guard_of_a_registered_stack,
               "\n  noticed by the pattern in its guard, at: exit with status 0")
{
    overflow_guarded();
    exit(0);
}

static bool goes_on(struct rt_trap_frame *frame)
{
    frame->pc += 4;
    return true;
}

RT_TEST_PANICS(an_overflow_into_the_guard_of_a_registered_stack_at_a_trap,
               "stack overflow: task guarded stack of hart ")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, goes_on), 0);
    overflow_guarded();
    __asm__ volatile(".option push\n .option norvc\n ebreak\n .option pop");
}

RT_TEST_PANICS(an_overflow_into_the_guard_of_a_registered_stack_at_a_panic,
               "stack overflow: task guarded stack of hart ")
{
    overflow_guarded();
    rt_panic("on fire");
}

RT_TEST(a_registered_stack_may_be_used_down_to_its_guard)
{
    rt_stack_register(&guarded);
    *(volatile char *)hide((uintptr_t)blink_memory + 64) = 1;
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, goes_on), 0);
    __asm__ volatile(".option push\n .option norvc\n ebreak\n .option pop");
    rt_stack_unregister(&guarded);
    *(volatile char *)hide((uintptr_t)blink_memory) = 1;
}

static void fault_with_a_damaged_list(void)
{
    rt_stack_register(&blink);
    blink.next = (struct rt_stack *)hide(NOWHERE);
    AT(int, 8) = 1;
}

#ifdef REPORT_HOST
#define DAMAGED_LIST "*** PANIC: load access fault, inside the report of a panic\n  pc      0x"
#else
#define DAMAGED_LIST "  missing frame\n  pc      0x"
#endif

RT_TEST_PANICS(a_damaged_list_of_stacks_does_not_hide_the_reason,
               "*** PANIC: store through a null pointer\n" DAMAGED_LIST)
{
    fault_with_a_damaged_list();
}

RT_TEST_PANICS(nor_the_rest_of_the_report, "\n  stack   main stack, ")
{
    fault_with_a_damaged_list();
}

RT_TEST_PANICS(a_stack_that_was_taken_back_is_none, "\n  stack   sp points into no stack")
{
    rt_stack_register(&blink);
    rt_stack_unregister(&blink);
    rt_stack_unregister(&blink);
    __asm__ volatile("mv sp, %0\n\tunimp" ::"r"((char *)(blink_memory + 64) - 64));
}
