/* SPDX-License-Identifier: MIT */
/*
 * A context that is interrupted by a switch to itself, to be examined with GDB.
 */
#include "../out_of_line.h"

#include <rt/context.h>
#include <rt/interrupt.h>

static struct rt_context only;
static volatile unsigned depth;

#define HIGH_TEMPORARIES RT_HIGH_REGISTERS(", t3, t4, t5, t6")
#define HIGH_ARGUMENTS   RT_HIGH_REGISTERS(", a6, a7")
#define HIGH_CLOBBERED   RT_HIGH_REGISTERS(, "a6", "a7", "t3", "t4", "t5", "t6")

struct rt_context *rt_context_next(struct rt_context *interrupted)
{
    depth++;
    /* None of them is what it was in the interrupted program. */
    __asm__ volatile(".irp register, t0, t1, t2" HIGH_TEMPORARIES "\n\t"
                     "li \\register, -1\n\t"
                     ".endr\n\t"
                     ".irp register, a1, a2, a3, a4, a5" HIGH_ARGUMENTS "\n\t"
                     "li \\register, -1\n\t"
                     ".endr" ::
                         : "t0", "t1", "t2", "a1", "a2", "a3", "a4", "a5" HIGH_CLOBBERED);
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
