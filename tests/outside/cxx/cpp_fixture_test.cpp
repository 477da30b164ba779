/* SPDX-License-Identifier: MIT */
/* A fixture in C++, and a table: each file has its own. */
#include <rt/test.h>

namespace {

int before, after;

void set_up()
{
    before++;
}

void tear_down()
{
    after++;
}

struct Row {
    const char *label;
    int number;
};

const Row rows[] = {{"one", 1}, {"two", 2}};

} // namespace

RT_TEST_FIXTURE(set_up, tear_down);

RT_TEST(the_fixture_runs)
{
    RT_EXPECT_EQ(before, 1);
    RT_EXPECT_EQ(after, 0);
}

RT_TEST_TABLE(a_row_is_a_case, rows)
{
    RT_EXPECT_EQ(before, 1);
    RT_EXPECT_EQ(row->number, row == rows ? 1 : 2);
    RT_EXPECT_NE(row->label, nullptr);
}
