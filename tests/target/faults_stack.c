/* SPDX-License-Identifier: MIT */
/* Stack overflows and invalid registers: the report is made on a separate stack. */
#include "faults.h"
#include "recurse.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/test.h>
#include <rt/trap.h>

RT_TEST_PANICS(endless_recursion, "stack overflow: main stack of hart ")
{
    recurse(0);
}

RT_TEST_PANICS(array_larger_than_the_stack, "stack overflow: main stack of hart ")
{
    volatile char *const array = __builtin_alloca(hide(6000));

    array[0] = 1;
}

RT_TEST_PANICS(array_that_jumps_over_the_guard, "stack overflow: main stack of hart ")
{
    volatile char *const array = __builtin_alloca(hide(12000));

    array[0] = 1;
}

#define WITH_SP(value) __asm__ volatile("mv sp, %0\n sw ra, 0(sp)\n call abort" ::"r"(hide(value)))

RT_TEST_PANICS(stack_pointer_null, "store through a null pointer")
{
    WITH_SP(0);
}

RT_TEST_PANICS(stack_pointer_nowhere, "sp points into no stack")
{
    WITH_SP(NOWHERE);
}

RT_TEST_PANICS(stack_pointer_all_ones, "sp points into no stack")
{
    WITH_SP(~(uintptr_t)15);
}

RT_TEST_PANICS(stack_pointer_in_code, "stack overflow")
{
    if ((uintptr_t)rt_text_start > (uintptr_t)rt_stack_end) {
        RT_SKIP("the code is above the stack");
    }
    WITH_SP((uintptr_t)&recurse);
}

RT_TEST_PANICS(stack_pointer_odd_at_a_breakpoint, "breakpoint without a debugger")
{
    __asm__ volatile("addi sp, sp, -13\n ebreak");
}

RT_TEST_PANICS(stack_pointer_garbage_at_a_breakpoint, "sp points into no stack")
{
    __asm__ volatile("li sp, 0x12345677\n ebreak");
}

RT_TEST_PANICS(global_pointer_garbage, "breakpoint without a debugger")
{
    __asm__ volatile("li gp, 0x12345677\n ebreak");
}

RT_TEST_PANICS(thread_pointer_garbage, "breakpoint without a debugger")
{
    __asm__ volatile("li tp, 0x12345677\n ebreak");
}

RT_TEST_PANICS(every_pointer_garbage, "breakpoint without a debugger")
{
    __asm__ volatile("li tp, 0x12345677\n li gp, 3\n li sp, 5\n li ra, 7\n li s0, 9\n ebreak");
}

static bool overflow_in_handler(struct rt_trap_frame *frame)
{
    return recurse((int)frame->a0) != 0;
}

RT_TEST_PANICS(endless_recursion_in_a_cause_handler, "stack overflow: trap stack of hart ")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, overflow_in_handler), 0);
    __asm__ volatile("ebreak");
}

static bool overflow_in_its_own_handler(struct rt_trap_frame *frame)
{
    return recurse((int)frame->a0) != 0;
}

RT_TEST_PANICS(recursion_in_the_handler_of_its_own_fault, "stack overflow: trap stack of hart ")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, overflow_in_its_own_handler), 0);
    AT(int, 0) = 1;
}
