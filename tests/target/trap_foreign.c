/* SPDX-License-Identifier: MIT */
/*
 * Traps of a program that is not ours: its sp and tp may be anything, and so may its mode be.
 */
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stdint.h>

static _Thread_local volatile unsigned of_thread = 42;
static volatile unsigned seen;

/* There is a stack for plain handlers. */
RT_INTERRUPT(software)
{
}

static bool resume(struct rt_trap_frame *frame)
{
    seen = of_thread;
    frame->status |= MSTATUS_MPP;
    frame->pc += 4;
    return true;
}

RT_TEST(a_trap_handler_has_the_runtimes_tp)
{
    unsigned long own, after;

    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ECALL_M, resume), 0);
    __asm__ volatile("mv %0, tp\n\tli tp, 0x1234\n\tecall\n\tmv %1, tp\n\tmv tp, %0"
                     : "=&r"(own), "=&r"(after)::"memory");
    RT_EXPECT_EQ(seen, 42);
    RT_EXPECT_EQ(after, 0x1234);
}

static void call_from_user_mode(uintptr_t sp)
{
    uintptr_t own;

    __asm__ volatile("la t0, 1f\n\t"
                     "csrw mepc, t0\n\t"
                     "li t0, 0x1880\n\t"
                     "csrc mstatus, t0\n\t"
                     "mv %0, sp\n\t"
                     "mv sp, %1\n\t"
                     "mret\n"
                     ".option push\n.option norvc\n"
                     "1:\tecall\n"
                     ".option pop\n\t"
                     "mv sp, %0"
                     : "=&r"(own)
                     : "r"(sp)
                     : "t0", "memory");
}

RT_TEST(a_lower_modes_sp_may_be_in_a_stack_of_ours)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ECALL_U, resume), 0);
    call_from_user_mode((uintptr_t)rt_boot_irq_plain_end - 256);
    RT_EXPECT_EQ(seen, 42);
}
