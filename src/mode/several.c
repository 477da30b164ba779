/* SPDX-License-Identifier: MIT */
/*
 * The trap of a program on one of several harts.
 */
#include "mode.h"

#include "hart/stop.h"

#include <rt/csr.h>

struct rt_program *rti_program_trap(struct rt_program *program)
{
    const unsigned long stop = MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE;

    /* Another hart has panicked: the interrupt comes again, to the trap entry. */
    return program->frame.cause == stop && rt_hart_take_stop() ? program : rt_program_trap(program);
}
