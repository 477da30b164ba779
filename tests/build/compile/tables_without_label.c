/* SPDX-License-Identifier: MIT */
/*
 * The rows of a table of cases need labels, which become the cases' names.
 *
 * expect: the first member of a row is const char *label
 */
#include <rt/test.h>

#ifdef MUST_FAIL
static const struct {
    int number;
    const char *label;
} rows[] = {{1, "one"}};

RT_TEST_TABLE(is_positive, rows)
{
    RT_EXPECT_GT(row->number, 0);
}
#else
static const struct {
    const char *label;
    int number;
} rows[] = {{"one", 1}};

RT_TEST_TABLE(is_positive, rows)
{
    RT_EXPECT_GT(row->number, 0);
}
#endif
