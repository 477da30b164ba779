/* SPDX-License-Identifier: MIT */
/*
 * A handler needs a source that the board names.
 */
#include <rt/interrupt.h>

RT_INTERRUPT(tiemr)
{
}

int main(void)
{
    return 0;
}
