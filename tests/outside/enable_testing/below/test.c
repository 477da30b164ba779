/* SPDX-License-Identifier: MIT */
/* A case. */
#include <rt/test.h>

RT_TEST(a_case_runs)
{
}
