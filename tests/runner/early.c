/* SPDX-License-Identifier: MIT */
/* A must-panic case that panics with the right text too early: before the case begins. */
#include <rt/panic.h>
#include <rt/test.h>

__attribute__((constructor)) static void die_early(void)
{
    rt_panic("fire in the basement");
}

RT_TEST_PANICS(panics_before_it_begins, "fire")
{
    rt_panic("fire on the roof");
}
