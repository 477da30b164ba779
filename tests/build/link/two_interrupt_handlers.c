/* SPDX-License-Identifier: MIT */
/*
 * Calls between harts link the runtime's handler of the software interrupt, and this is a second
 * one.
 */
#include <rt/hart.h>
#include <rt/interrupt.h>

RT_INTERRUPT(software)
{
}

int main(void)
{
    static struct rt_hart_async_call call;

    return rt_hart_call_async(1, &call);
}
