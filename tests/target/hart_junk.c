/* SPDX-License-Identifier: MIT */
/*
 * Memory has any content at power-on, and after a start without a reset what was there before. So
 * the boot must not read what it has not written of its hart's block.
 */
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/hart.h>
#include <rt/test.h>

#include <string.h>

enum {
    JUNK = 0xa5,
};

/* QEMU's memory begins with zeros. */
__attribute__((section(".noinit"))) static unsigned starts;

static void start_again_with_junk(void)
{
    extern const char _start[];

    if (starts++ == 0) {
        rt_test_will_restart();
        csr_write(mie, 0);
        memset(rt_hart_block(), JUNK, sizeof(struct rt_hart));
        __asm__ volatile("jr %0" : : "r"(_start) : "memory");
    }
}

RT_TEST_FIXTURE(start_again_with_junk, NULL);

static void count(void *calls)
{
    ++*(unsigned *)calls;
}

RT_TEST(a_call_to_oneself_is_the_only_one)
{
    unsigned calls = 0;
    struct rt_hart_async_call call = {.function = count, .argument = &calls};

    RT_EXPECT_EQ(starts, 2);
    RT_REQUIRE_EQ(rt_hart_call_async(0, &call), HAL_OK);
    RT_EXPECT(call.next == NULL);
    RT_EXPECT_EQ(calls, 0);
    rt_hart_calls_enable();
    while (!rt_hart_call_done(&call)) {
    }
    RT_EXPECT_EQ(calls, 1);
}
