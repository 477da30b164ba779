/* SPDX-License-Identifier: MIT */
/*
 * What a panic sends to the other harts. One that is parked takes an IPI for its start, and the
 * hart that stops the others must go on itself.
 */
#include "hart/stop.h"

#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/test.h>

enum {
    TIMEOUT_US = 5000000,
};

static char stack[2048] __attribute__((aligned(16)));

static void count(void *calls)
{
    ++*(unsigned *)calls;
}

RT_TEST(a_stop_is_sent_neither_to_parked_harts_nor_to_oneself)
{
    const unsigned long ipi = MIP_MSIP | MIP_MEIP;
    unsigned calls = 0;

    RT_EXPECT_EQ(csr_read(mip) & ipi, 0);
    rti_hart_stop_others();
    RT_EXPECT_EQ(csr_read(mip) & ipi, 0);
    RT_REQUIRE_EQ(rt_hart_start(1, count, &calls, (struct rt_hart_stack){stack, sizeof(stack)}),
                  HAL_OK);
    RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    RT_EXPECT_EQ(calls, 1);
}
