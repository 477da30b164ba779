/* SPDX-License-Identifier: MIT */
/* virt's timer as an ACLINT's, with mtime and mtimecmp at addresses of their own. */
#include <aclint_mtimer.h>
#include <board.h>
#include <contract.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    WAIT_NS = 2000000,
    PATIENCE_US = 1000000,
};

static const struct aclint_mtimer mtimer = {
    .timer = {&aclint_mtimer_ops, BOARD_TIMEBASE_HZ},
    .mtime = BOARD_CLINT_BASE + 0xbff8,
    .mtimecmp = BOARD_CLINT_BASE + 0x4000,
};

static volatile unsigned calls;

RT_INTERRUPT(timer)
{
    calls = calls + 1;
    hal_timer_cancel(&mtimer.timer);
}

RT_TEST(the_timer_keeps_the_contract)
{
    RT_EXPECT_STR_EQ(contract_timer(&mtimer.timer), NULL);
}

RT_TEST(a_deadline_interrupts_once_and_not_early)
{
    aclint_mtimer_init(&mtimer);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    const uint64_t due =
        hal_timer_now(&mtimer.timer) + hal_timer_ticks_from_ns(&mtimer.timer, WAIT_NS);
    struct hal_deadline deadline = hal_deadline_start(&mtimer.timer, PATIENCE_US);
    hal_timer_set_deadline(&mtimer.timer, due);
    while (calls == 0 && !hal_deadline_passed(&deadline)) {
    }
    RT_EXPECT_EQ(calls, 1);
    RT_EXPECT_GE(hal_timer_now(&mtimer.timer), due);
}

RT_TEST(a_hart_that_does_not_exist_is_told)
{
    RT_EXPECT(aclint_mtimer_init_hart(&mtimer, 0));
    RT_EXPECT(!aclint_mtimer_init_hart(&mtimer, 7));
}
