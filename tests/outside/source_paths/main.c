/* SPDX-License-Identifier: MIT */
/* Uses a generated source and an interrupt entry. */
#include <rt/interrupt.h>

int generated(void);

RT_INTERRUPT(timer)
{
}

int main(void)
{
    return generated();
}
