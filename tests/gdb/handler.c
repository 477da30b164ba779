/* SPDX-License-Identifier: MIT */
/*
 * Firmware that is interrupted, also in the handler, to be examined with GDB.
 */
#include "../out_of_line.h"
#include "../target/irq.h"

#include <rt/detail/registers.h>

volatile unsigned depth;

OUT_OF_LINE static void deepest(void)
{
    depth = 2;
}

#define HIGH_TEMPORARIES RT_HIGH_REGISTERS(", t3, t4, t5, t6")
#define HIGH_ARGUMENTS   RT_HIGH_REGISTERS(", a6, a7")
#define HIGH_CLOBBERED   RT_HIGH_REGISTERS(, "a6", "a7", "t3", "t4", "t5", "t6")

RT_INTERRUPT_NESTING(timer)
{
    depth = 1;
    rt_interrupt_disable(IRQ_MACHINE_TIMER);
    irq_raise_software();
    while (depth == 1) { /* interrupted inside the handler */
    }
    /* None of them is what it was in the interrupted program. */
    __asm__ volatile(".irp register, t0, t1, t2" HIGH_TEMPORARIES "\n\t"
                     "li \\register, -1\n\t"
                     ".endr\n\t"
                     ".irp register, a0, a1, a2, a3, a4, a5" HIGH_ARGUMENTS "\n\t"
                     "li \\register, -1\n\t"
                     ".endr" ::
                         : "t0", "t1", "t2", "a0", "a1", "a2", "a3", "a4", "a5" HIGH_CLOBBERED);
}

RT_INTERRUPT(software)
{
    deepest();
    irq_clear_software();
}

OUT_OF_LINE static void work(unsigned rounds)
{
    rt_interrupts_on();
    while (depth < rounds) { /* interrupted here */
    }
}

int main(void)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    hal_timer_set_deadline(board_timer, 0);
    work(2); /* the call */
    return 0;
}
