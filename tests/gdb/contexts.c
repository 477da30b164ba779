/* SPDX-License-Identifier: MIT */
/*
 * A context that is interrupted by a switch to itself, to be examined with GDB.
 */
#include "../out_of_line.h"

#include <rt/context.h>
#include <rt/interrupt.h>

static struct rt_context only;
static volatile unsigned depth;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    depth++;
    return interrupted;
}

OUT_OF_LINE static void work(unsigned rounds)
{
    rt_interrupts_on();
    rt_context_request();
    while (depth < rounds) { /* interrupted here */
    }
}

int main(void)
{
    rt_context_begin(&only);
    work(2); /* the call */
    return 0;
}
