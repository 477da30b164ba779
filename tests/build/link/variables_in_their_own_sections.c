/* SPDX-License-Identifier: MIT */
/*
 * Variables in sections that sections.ld does not place, so no boot copies or clears them. The
 * second one is in cleared_in_its_own_section.S.
 */
#include <rt/exit.h>

extern volatile int cleared;

__attribute__((section("mydata"))) static volatile int initialised = 42;

int main(void)
{
    rt_exit(initialised + cleared);
}
