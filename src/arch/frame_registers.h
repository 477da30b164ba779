/* SPDX-License-Identifier: MIT */
/*
 * for_most_registers OP: stores or loads the registers of a struct rt_trap_frame at sp, except sp,
 * tp, t0 and s1. Entries need these to find the frame.
 */
#include <rt/trap_frame.h>

/* clang-format off */
    .macro for_most_registers op
    \op ra, FRAME_ra(sp)
    \op gp, FRAME_gp(sp)
    \op t1, FRAME_t1(sp)
    \op t2, FRAME_t2(sp)
    \op s0, FRAME_s0(sp)
    \op a0, FRAME_a0(sp)
    \op a1, FRAME_a1(sp)
    \op a2, FRAME_a2(sp)
    \op a3, FRAME_a3(sp)
    \op a4, FRAME_a4(sp)
    \op a5, FRAME_a5(sp)
    \op a6, FRAME_a6(sp)
    \op a7, FRAME_a7(sp)
    \op s2, FRAME_s2(sp)
    \op s3, FRAME_s3(sp)
    \op s4, FRAME_s4(sp)
    \op s5, FRAME_s5(sp)
    \op s6, FRAME_s6(sp)
    \op s7, FRAME_s7(sp)
    \op s8, FRAME_s8(sp)
    \op s9, FRAME_s9(sp)
    \op s10, FRAME_s10(sp)
    \op s11, FRAME_s11(sp)
    \op t3, FRAME_t3(sp)
    \op t4, FRAME_t4(sp)
    \op t5, FRAME_t5(sp)
    \op t6, FRAME_t6(sp)
    .endm
