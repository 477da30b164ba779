/* SPDX-License-Identifier: MIT */
/*
 * Tests of a ring, as users of Unity write them. One fails on purpose: Unity leaves a failed test
 * by longjmp, and the firmware's exit status is the number of failures.
 */
#include <hal/ring.h>
#include <stdlib.h>
#include <unity.h>

static uint8_t memory[8];
static struct hal_ring ring = HAL_RING(memory);

void setUp(void)
{
    hal_ring_reset(&ring);
}

void tearDown(void)
{
}

static void test_what_goes_in_comes_out(void)
{
    uint8_t out[3];
    TEST_ASSERT_EQUAL_size_t(3, hal_ring_put(&ring, "abc", 3));
    TEST_ASSERT_EQUAL_size_t(3, hal_ring_get(&ring, out, sizeof(out)));
    TEST_ASSERT_EQUAL_MEMORY("abc", out, 3);
}

static void test_a_full_ring_takes_no_more(void)
{
    TEST_ASSERT_EQUAL_size_t(8, hal_ring_put(&ring, "123456789", 9));
    TEST_ASSERT_EQUAL_size_t(0, hal_ring_free(&ring));
}

static void test_that_fails(void)
{
    TEST_ASSERT_EQUAL_HEX32(0x1234, hal_ring_used(&ring));
}

static void test_that_is_ignored(void)
{
    TEST_IGNORE_MESSAGE("no hardware");
}

static void test_floating_point(void)
{
    TEST_ASSERT_EQUAL_DOUBLE(0.1 + 0.2, 0.3);
}

int main(void)
{
    UNITY_BEGIN();
    RUN_TEST(test_what_goes_in_comes_out);
    RUN_TEST(test_a_full_ring_takes_no_more);
    RUN_TEST(test_that_fails);
    RUN_TEST(test_that_is_ignored);
    RUN_TEST(test_floating_point);
    return UNITY_END() == 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
