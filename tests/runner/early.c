/* SPDX-License-Identifier: MIT */
/*
 * A must-panic case whose firmware dies of the right thing too early: before the case began.
 */
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
