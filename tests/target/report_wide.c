/* SPDX-License-Identifier: MIT */
/*
 * Panics with a width from damaged memory.
 */
#include <rt/panic.h>

static volatile int width = -2000000;

int main(void)
{
    rt_panic("wide %*d|", width, 7);
}
