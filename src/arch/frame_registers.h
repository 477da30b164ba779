/* SPDX-License-Identifier: MIT */
/*
 * for_most_registers OP: stores or loads the registers of a struct rt_trap_frame at sp, except sp,
 * tp, t0 and s1. Entries need these to find the frame.
 */
#include <rt/trap_frame.h>

/* clang-format off */
    .macro for_most_registers op
    .irp reg, ra, gp, t1, t2, s0, a0, a1, a2, a3, a4, a5 RT_HIGH_REGISTERS(, a6, a7, \
        s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, t3, t4, t5, t6)
    \op \reg, FRAME_\reg(sp)
    .endr
    .endm
