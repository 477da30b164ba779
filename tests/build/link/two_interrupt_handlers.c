/* SPDX-License-Identifier: MIT */
/*
 * The software interrupt has one handler: calls between harts bring the runtime's.
 */
#include <rt/hart.h>
#include <rt/interrupt.h>

RT_INTERRUPT(software)
{
}

int main(void)
{
    static struct rt_hart_call call;

    return rt_hart_call_async(1, &call);
}
