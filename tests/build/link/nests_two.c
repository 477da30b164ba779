/* SPDX-License-Identifier: MIT */
/* The guard of the second handler's stack needs a PMP entry after that of the first window. */
#include <rt/interrupt.h>

RT_INTERRUPT_NESTING(software)
{
}

RT_INTERRUPT_NESTING(timer)
{
}

int main(void)
{
    return 0;
}
