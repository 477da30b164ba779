/* SPDX-License-Identifier: MIT */
/*
 * A scheduler that panics. The report goes on to the context that it interrupted.
 */
#include "../out_of_line.h"

#include <rt/context.h>
#include <rt/interrupt.h>
#include <rt/panic.h>

static struct rt_context only;

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    (void)interrupted;
    rt_panic("the scheduler is confused");
}

OUT_OF_LINE static void work(void)
{
    rt_context_yield();
    __asm__ volatile("");
}

int main(void)
{
    rt_context_begin(&only);
    rt_interrupts_on();
    work();
    return 0;
}
