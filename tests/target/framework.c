/* SPDX-License-Identifier: MIT */
/* Tests the test framework itself: true checks pass. tests/runner tests that false ones fail. */
#include <rt/panic.h>
#include <rt/test.h>

#include <stdio.h>

static unsigned prepared;

static void prepare(void)
{
    prepared = 7;
}

static void tidy(void)
{
    RT_EXPECT_EQ(prepared, 7);
}

RT_TEST_FIXTURE(prepare, tidy);

RT_TEST(setup_runs_before_the_case)
{
    RT_EXPECT_EQ(prepared, 7);
}

RT_TEST(integers_compare_by_value_across_types)
{
    RT_EXPECT_LT(-1, 0U);
    RT_EXPECT_NE(-1, 0xffffffffU);
    RT_EXPECT_NE(-1L, ~0UL);
    RT_EXPECT_EQ((signed char)-5, -5LL);
    RT_EXPECT_LT(INT64_MIN, INT64_MAX);
    RT_EXPECT_GT(UINT64_MAX, INT64_MAX);
    RT_EXPECT_EQ(true, 1);
    RT_EXPECT_LE(3, 3U);
    RT_EXPECT_GE((unsigned char)200, 200);
}

RT_TEST(pointers_compare)
{
    int items[2] = {0};

    RT_EXPECT_EQ(&items[0], items);
    RT_EXPECT_LT(&items[0], &items[1]);
    RT_EXPECT_NE(&items[0], NULL);
}

RT_TEST(texts_and_bytes_compare)
{
    char text[] = "rivet";

    RT_EXPECT_STR_EQ(text, "rivet");
    RT_EXPECT_STR_EQ(NULL, NULL);
    RT_EXPECT_MEM_EQ(text, "riveting", 5);
    RT_EXPECT_MEM_EQ(text, NULL, 0);
}

RT_TEST(numbers_near_each_other_are_told)
{
    RT_EXPECT_NEAR(0.1 + 0.2, 0.3, 1e-9);
}

RT_TEST(a_verdict_in_the_output_does_no_harm)
{
    printf("RIVET-VERDICT 0123456789abcdef fail not mine\n");
}

RT_TEST(an_unfinished_line_does_no_harm)
{
    printf("no newline");
}

RT_TEST(a_case_can_be_skipped)
{
    RT_SKIP("to show that it can");
}

RT_TEST_PANICS(a_panic_can_be_expected, "expected number 42")
{
    rt_panic("expected number %d", 42);
}

static const struct square {
    const char *label;
    unsigned side;
    unsigned area;
} squares[] = {
    {"nothing", 0, 0},
    {"small", 3, 9},
    {"largest", 65535, 4294836225},
};

RT_TEST_TABLE(every_row_is_a_case, squares)
{
    RT_EXPECT_EQ(row->side * row->side, row->area);
}
