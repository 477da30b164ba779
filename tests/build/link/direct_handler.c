/* SPDX-License-Identifier: MIT */
/*
 * A direct handler runs on the interrupted stack, which may be anybody's here.
 */
#include <rt/interrupt.h>

RT_INTERRUPT_DIRECT(timer)
{
}

int main(void)
{
    return 0;
}
