/* SPDX-License-Identifier: MIT */
/* A label that can't be part of a test's name. */
#include <rt/test.h>

static const struct {
    const char *label;
} rows[] = {{"word"}, {"two words"}};

RT_TEST_TABLE(a_label_is_passed_on, rows)
{
    RT_EXPECT(row->label != NULL);
}
