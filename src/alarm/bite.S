/* SPDX-License-Identifier: MIT */
/*
 * rti_bite_entry: the timer interrupt returns here instead of to the program, whose registers
 * are all in place. Saves them in rti_bite_frame and panics.
 *
 * No register need be valid: the program may be a task or of a lower mode. Interrupts are off by
 * mie. mscratch is overwritten, as the trap entry permits (trap/entry.S).
 */
#include "arch/word.h"

#include <rt/trap_frame.h>

    .section .text.rti_bite_entry, "ax", @progbits
    .balign 4
    .globl rti_bite_entry
    .type rti_bite_entry, @function
rti_bite_entry:
    .cfi_startproc
    .cfi_undefined ra
    csrw mscratch, t0
    .option push
    .option norelax
    la t0, rti_bite_frame
    .irp name, ra, sp, gp, tp, t1, t2, s0, s1, a0, a1, a2, a3, a4, a5 \
               RT_HIGH_REGISTERS(, a6, a7, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, \
               t3, t4, t5, t6)
    STORE \name, FRAME_\name(t0)
    .endr
    csrr t1, mscratch
    STORE t1, FRAME_t0(t0)
    la sp, rti_bite_sp
    LOAD sp, 0(sp)
    la gp, __global_pointer$
    .option pop
    j rti_bite_report
    .cfi_endproc
    .size rti_bite_entry, . - rti_bite_entry
