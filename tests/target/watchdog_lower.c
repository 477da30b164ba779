/* SPDX-License-Identifier: MIT */
/* A program of a lower mode that hangs, with a stack, gp and tp of its own. */
#include <rt/csr.h>
#include <rt/test.h>
#include <rt/watchdog.h>

#if __riscv_xlen == 64
#define WORD_OF(digits) "0x00000000" digits
#else
#define WORD_OF(digits) "0x" digits
#endif

__attribute__((noinline)) static void hang_in_user_mode(void)
{
    RT_REQUIRE_EQ(rt_watchdog_start(5), 0);
    csr_clear(mstatus, MSTATUS_MPP);
    __asm__ volatile("la t0, 1f\n\t"
                     "csrw mepc, t0\n\t"
                     "li sp, 0x11111111\n\t"
                     "li gp, 0x22222222\n\t"
                     "li tp, 0x33333333\n\t"
                     "mret\n\t"
                     ".balign 4\n"
                     "1: j 1b" ::
                         : "t0", "memory");
}

RT_TEST_PANICS(it_is_named_with_its_mode, ", mode U, ")
{
    hang_in_user_mode();
}

RT_TEST_PANICS(the_reason_is_the_same, "*** PANIC: watchdog: not fed for 5 ms\n  pc      0x")
{
    hang_in_user_mode();
}

RT_TEST_PANICS(its_stack_pointer_is_its_own, "  sp  " WORD_OF("11111111"))
{
    hang_in_user_mode();
}

RT_TEST_PANICS(its_global_pointer_is_its_own, "  gp  " WORD_OF("22222222"))
{
    hang_in_user_mode();
}

RT_TEST_PANICS(its_thread_pointer_is_its_own, "  tp  " WORD_OF("33333333"))
{
    hang_in_user_mode();
}
