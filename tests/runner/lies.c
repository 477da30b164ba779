/* SPDX-License-Identifier: MIT */
/*
 * Cases that lie: each would pass if the runner accepted too little evidence. They are not
 * registered as tests. tests/runner/CMakeLists.txt runs each with the runner and checks the
 * runner's message.
 */
#include "token.h"

#include <rt/exit.h>
#include <rt/panic.h>
#include <rt/test.h>

#include <stdio.h>
#include <stdlib.h>

/* The test device of QEMU's "virt" machine, for actions that no interface offers. */
#define TEST_DEVICE (*(volatile uint32_t *)0x100000)

enum {
    TEST_DEVICE_RESET = 0x7777,
    TEST_DEVICE_PASS = 0x5555,
    TEST_DEVICE_FAIL = 0x3333
};

__attribute__((noreturn)) static void stay(void)
{
    fflush(stdout);
    for (;;) {
        __asm__ volatile("wfi");
    }
}

__attribute__((noreturn)) static void give_verdict(const char *word)
{
    put_verdict(word);
    fflush(stdout);
    rt_exit(0);
}

RT_TEST(exits_silently_with_0)
{
    rt_exit(0);
}

RT_TEST(exits_through_the_test_device)
{
    TEST_DEVICE = TEST_DEVICE_PASS;
    stay();
}

RT_TEST(exits_with_code_0_as_failure)
{
    TEST_DEVICE = TEST_DEVICE_FAIL;
    stay();
}

RT_TEST(resets)
{
    TEST_DEVICE = TEST_DEVICE_RESET;
    stay();
}

RT_TEST(hangs)
{
    printf("about to hang\n");
    for (;;) {
        __asm__ volatile("");
    }
}

RT_TEST(hangs_after_its_verdict)
{
    put_verdict("pass");
    stay();
}

RT_TEST(resets_after_its_verdict)
{
    put_verdict("pass");
    fflush(stdout);
    TEST_DEVICE = TEST_DEVICE_RESET;
    stay();
}

RT_TEST(exits_with_another_status_than_its_verdict)
{
    put_verdict("pass");
    rt_exit(42);
}

RT_TEST(says_fail_and_exits_with_0)
{
    give_verdict("fail");
}

RT_TEST(says_something_else)
{
    give_verdict("passed");
}

RT_TEST(prints_after_its_verdict)
{
    put_verdict("pass");
    printf("one more thing\n");
    rt_exit(0);
}

RT_TEST(gives_two_verdicts)
{
    put_verdict("fail");
    give_verdict("pass");
}

RT_TEST(prints_a_verdict_of_its_own)
{
    printf("RIVET-VERDICT pass\nRIVET-VERDICT 0000000000000000 pass\nPASS\nOK\n");
    rt_exit(0);
}

RT_TEST(prints_garbage)
{
    unsigned seed = 1;

    for (unsigned i = 0; i < 2000; i++) {
        seed = seed * 1103515245U + 12345U;
        putchar((int)(seed >> 16 & 0xff));
    }
    rt_exit(0);
}

RT_TEST(prints_without_end)
{
    for (;;) {
        printf("................................................................\n");
    }
}

RT_TEST(dies_with_256)
{
    rt_exit(256);
}

RT_TEST(exits_with_1)
{
    rt_exit(1);
}

RT_TEST(exits_with_42)
{
    rt_exit(42);
}

RT_TEST(exits_with_255)
{
    rt_exit(255);
}

RT_TEST(panics_unexpectedly)
{
    rt_panic("the roof is on fire");
}

RT_TEST_PANICS(does_not_panic, "fire")
{
    printf("fire\n");
}

RT_TEST_PANICS(panics_about_something_else, "water")
{
    rt_panic("the roof is on fire");
}

RT_TEST_PANICS(prints_the_text_and_exits, "fire")
{
    printf("fire\n");
    rt_exit(1);
}

RT_TEST_PANICS(prints_a_report_and_exits_with_0, "fire")
{
    printf("*** PANIC: fire\n*** END OF PANIC\n");
    rt_exit(0);
}

RT_TEST_PANICS(breaks_off_its_report, "fire")
{
    printf("*** PANIC: fire\n");
    rt_exit(1);
}

RT_TEST_PANICS(hangs_after_its_report, "fire")
{
    printf("*** PANIC: fire\n*** END OF PANIC\n");
    stay();
}

RT_TEST_PANICS(resets_after_its_report, "fire")
{
    printf("*** PANIC: fire\n*** END OF PANIC\n");
    fflush(stdout);
    TEST_DEVICE = TEST_DEVICE_RESET;
    stay();
}

RT_TEST(fails_checks)
{
    const unsigned got = 24;

    printf("what went before\n");
    RT_EXPECT_EQ(got, 42);
    RT_EXPECT_STR_EQ("left", "right");
    RT_REQUIRE(got == 0);
    printf("never reached\n");
}

RT_TEST(fails_and_then_skips)
{
    RT_EXPECT(false);
    RT_SKIP("to hide it");
}

RT_TEST_PANICS(prints_a_report_and_exits_with_1, "fire")
{
    printf("*** PANIC: fire\n*** END OF PANIC\n");
    rt_exit(1);
}

RT_TEST(skips_for_a_reason_of_two_lines)
{
    RT_SKIP("no card:\ninsert one");
}

/* Without an order the next boot runs all cases, and panics_unexpectedly panics so. */
RT_TEST_PANICS(restarts_before_its_panic, "the roof is on fire")
{
    extern const char _start[];

    __asm__ volatile("jr %0" ::"r"(_start) : "memory");
}
