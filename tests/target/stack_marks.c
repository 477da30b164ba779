/* SPDX-License-Identifier: MIT */
/*
 * The high-water marks of stacks in a report. A store below what a stack has used moves its mark.
 */
#include "faults.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/stack.h>
#include <rt/test.h>

#ifdef SEVERAL
#include <rt/hart.h>
#include <rt/protect.h>
#endif

RT_INTERRUPT_NESTING(timer)
{
    rt_panic("on the timer's stack");
}

RT_INTERRUPT_NESTING(external)
{
}

static void reach_down_to(uintptr_t address)
{
    AT(char, address) = 1;
}

RT_TEST_PANICS(the_main_stacks_is_beside_its_depth, "of 4096 bytes in use, high-water mark 3584\n")
{
    reach_down_to((uintptr_t)rt_stack_start + 512);
    rt_panic("now");
}

RT_TEST_PANICS(a_store_of_zero_counts, "of 4096 bytes in use, high-water mark 4096\n")
{
    AT(long, rt_stack_start) = 0;
    rt_panic("now");
}

RT_TEST_PANICS(the_trap_stack_has_one, "\n  stack   trap stack, high-water mark 3000 of 3072 bytes")
{
    reach_down_to((uintptr_t)rt_boot_trap_stack_start + 72);
    rt_panic("now");
}

RT_TEST_PANICS(an_interrupt_stack_has_one,
               "\n  stack   external interrupt stack, high-water mark 4000 of 4096 bytes")
{
    reach_down_to((uintptr_t)rt_boot_irq_external_start + 96);
    rt_panic("now");
}

RT_TEST_PANICS(a_handlers_stack_is_named_first, "timer interrupt stack, ")
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    rt_interrupt_wait();
}

static uint64_t memory[128];
static struct rt_stack new_task = {
    .name = "task new", .low = memory, .end = memory + 64, .guard = 64, .is_empty = true};
static struct rt_stack old_task = {.name = "task old", .low = memory + 64, .end = memory + 128};

RT_TEST_PANICS(a_new_registered_stack_has_one,
               "\n  stack   task new stack, high-water mark 400 of 448 bytes")
{
    rt_stack_register(&new_task);
    rt_stack_register(&old_task);
    reach_down_to((uintptr_t)memory + 64 + 48);
    rt_panic("now");
}

#ifdef WRAPS_FILL

static unsigned long status_of_fill;

/* The linker's names for a function of src/base, and for the one in its place. */
void __real_rti_marks_fill(void *from, const void *to);
void __wrap_rti_marks_fill(void *from, const void *to);

/* NOLINTNEXTLINE(bugprone-reserved-identifier): the linker's name for it */
void __wrap_rti_marks_fill(void *from, const void *to)
{
    status_of_fill = csr_read(mstatus);
    __real_rti_marks_fill(from, to);
}

RT_TEST(a_stack_is_filled_with_interrupts_as_they_were)
{
    rt_interrupts_on();
    rt_stack_register(&new_task);
    RT_EXPECT((status_of_fill & MSTATUS_MIE) != 0);
    RT_EXPECT((csr_read(mstatus) & MSTATUS_MIE) != 0);
}

#endif

RT_TEST(what_is_on_a_registered_stack_stays)
{
    memory[64] = memory[127] = 1;
    rt_stack_register(&old_task);
    RT_EXPECT_EQ(memory[64] + memory[127], 2);
}

#ifdef SEVERAL

static char stack[2048] __attribute__((aligned(RT_HART_GUARD_SIZE)));

static void panic_on_hart(void *argument)
{
    (void)argument;
    reach_down_to((uintptr_t)stack + RT_HART_GUARD_SIZE + 96);
    rt_panic("now");
}

static void wait_on_hart(void *argument)
{
    reach_down_to((uintptr_t)stack + RT_HART_GUARD_SIZE + 96);
    rt_hart_calls_enable();
    __atomic_store_n((bool *)argument, true, __ATOMIC_RELEASE);
    for (;;) {
    }
}

static void start(rt_hart_function *function, void *argument)
{
    rt_hart_calls_enable();
    RT_REQUIRE_EQ(
        rt_hart_start(1, function, argument, (struct rt_hart_stack){stack, sizeof(stack)}), HAL_OK);
}

RT_TEST_PANICS(another_hart_that_panics_has_its_own, "of 1792 bytes in use, high-water mark 1696\n")
{
    start(panic_on_hart, NULL);
    for (;;) {
    }
}

RT_TEST_PANICS(a_hart_that_is_stopped_has_them_too,
               "\n  stack   program stack, high-water mark 1696 of 1792 bytes\n  stack   interrupt")
{
    static bool waits;

    start(wait_on_hart, &waits);
    while (!__atomic_load_n(&waits, __ATOMIC_ACQUIRE)) {
    }
    rt_panic("now");
}

#endif
