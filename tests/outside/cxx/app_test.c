/* SPDX-License-Identifier: MIT */
#include <rt/test.h>

int length_of_month(int month);

static volatile int month = 3;

RT_TEST_PANICS(a_function_without_its_value_is_told, "function ends without a value")
{
    month = length_of_month(month);
}
