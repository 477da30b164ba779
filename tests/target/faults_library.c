/* SPDX-License-Identifier: MIT */
/*
 * Failed checks of the library and the compiler, and faults inside the panic itself.
 */
#undef NDEBUG
#include "../out_of_line.h"
#include "faults.h"

#include <rt/csr.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <assert.h>
#include <stdlib.h>
#include <string.h>

RT_TEST_PANICS(abort_is_called, "abort() called")
{
    abort();
}

RT_TEST_PANICS(assertion_says_what, "assertion failed: 1 + 1 == hide(3)")
{
    assert(1 + 1 == hide(3));
}

RT_TEST_PANICS(assertion_says_where, "faults_library.c:30 in assertion_says_where")
{
    assert(hide(0));
}

RT_TEST_PANICS(assertion_without_a_function, "assertion failed: always\n  where   x.c:3 in ?")
{
    __assert_func("x.c", 3, NULL, "always");
}

OUT_OF_LINE static void smash(size_t size)
{
    char small[8];

    memset((char *)hide((uintptr_t)small), 'A', size);
}

RT_TEST_PANICS(local_array_overrun, "stack smashing detected")
{
    smash(hide(40));
}

RT_TEST_PANICS(panic_with_text, "out of cheese: 3 of 0000002a left")
{
    rt_panic("out of cheese: %d of %08x left", 3, 42);
}

RT_TEST_PANICS(panic_with_more_arguments_than_registers, "1 2 3 4 5 6 7 8 9 10")
{
    rt_panic("%d %d %d %d %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}

RT_TEST_PANICS(panic_with_wide_arguments, "123456789abcdef -5 fedcba9876543210")
{
    rt_panic("%llx %d %llx", 0x123456789abcdefULL, -5, 0xfedcba9876543210ULL);
}

RT_TEST_PANICS(panic_pads_with_zeros, "[-05] [-5] [0x00ff] [-5  ]")
{
    rt_panic("[%03d] [%0d] [0x%04x] [%-4d]", -5, -5, 255U, -5);
}

RT_TEST_PANICS(panic_with_interrupts_on, "with interrupts on")
{
    csr_set(mstatus, MSTATUS_MIE);
    rt_panic("with interrupts on");
}

RT_TEST_PANICS(panic_with_a_bad_string, "motor 3 (bad pointer) is hot")
{
    rt_panic("motor %d %s is hot", 3, (const char *)hide(NOWHERE));
}

#ifdef REPORT_HOST
#define BAD_FORMAT "*** PANIC: (bad pointer)\n  pc "
#else
#define BAD_FORMAT "load access fault, inside the report of a panic"
#endif

RT_TEST_PANICS(panic_with_a_bad_format, BAD_FORMAT)
{
    void (*const panic)(const char *, ...) = rt_panic;

    panic((const char *)hide(NOWHERE));
}

RT_TEST_PANICS(panic_with_a_ruined_stack, "access fault")
{
    __asm__ volatile("mv sp, %0\n la a0, 1f\n call rt_panic\n 1: .asciz \"x\"" ::"r"(hide(64)));
}

static bool panic_in_handler(struct rt_trap_frame *frame)
{
    rt_panic("handler of cause %lu gave up", frame->cause);
}

RT_TEST_PANICS(panic_in_a_cause_handler, "inside the handling of: breakpoint")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, panic_in_handler), 0);
    __asm__ volatile("ebreak");
}

static bool fault_in_handler(struct rt_trap_frame *frame)
{
    AT(int, 4) = (int)frame->cause;
    return true;
}

RT_TEST_PANICS(fault_in_a_cause_handler, "inside the handling of: illegal instruction")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ILLEGAL_INSTRUCTION, fault_in_handler), 0);
    __asm__ volatile("unimp");
}

RT_TEST_PANICS(fault_in_the_handler_of_the_same_cause, "inside the handling of: load access fault")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_LOAD_ACCESS, fault_in_handler), 0);
    (void)AT(int, NOWHERE);
}

static bool decline(struct rt_trap_frame *frame)
{
    (void)frame;
    return false;
}

RT_TEST_PANICS(handler_that_declines, "breakpoint without a debugger")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, decline), 0);
    __asm__ volatile("ebreak");
}

__attribute__((noreturn)) static void does_not_return(void)
{
    abort();
}

RT_TEST_PANICS(abort_in_a_noreturn_function, "abort() called")
{
    does_not_return();
}

#ifdef __clang__
/* GCC's firmware with such a pointer does not link. */
static volatile int returns;

static void return_all_the_same(void)
{
    returns++;
}

typedef __attribute__((noreturn)) void never_returns(void);
static never_returns *volatile pointer = (never_returns *)return_all_the_same;

RT_TEST_PANICS(noreturn_function_returns, "illegal instruction")
{
    pointer();
}
#endif
