/* SPDX-License-Identifier: MIT */
/*
 * A handler of the timer, and main. nests_timer.c has a second handler, of another kind.
 */
#include <rt/interrupt.h>

RT_INTERRUPT(timer)
{
}

int main(void)
{
    return 0;
}
