/* SPDX-License-Identifier: MIT */
/*
 * Macros for all registers. An area of them has 32 words; that of x0 is unused.
 */
#ifndef PAYLOAD_REGISTERS_H
#define PAYLOAD_REGISTERS_H

/* clang-format off */
#if __riscv_xlen == 64
#define LOAD  ld
#define STORE sd
#else
#define LOAD  lw
#define STORE sw
#endif

    .macro load_gp
    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    .endm

    /* x5 = t0 is the caller's business. */
    .macro for_registers op, offset, base
    .irp number, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, \
        24, 25, 26, 27, 28, 29, 30, 31
    \op x\number, \offset + \number*WORD(\base)
    .endr
    .endm

    /* All registers to the hart's area at offset. Afterwards t0 = the hart, and t1 is free. */
    .macro store_all offset
    csrrw t0, sscratch, t0
    for_registers STORE, \offset, t0
    csrr t1, sscratch
    STORE t1, \offset + 5*WORD(t0)
    csrw sscratch, t0
    .endm

    /* All registers from the area at t0. */
    .macro load_all base
    for_registers LOAD, 0, \base
    LOAD \base, 5*WORD(\base)
    .endm

    .macro for_preserved op, base
    .set offset_, HART_KEPT
    .irp reg, ra, sp, gp, tp, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
    \op \reg, offset_(\base)
    .set offset_, offset_ + WORD
    .endr
    .endm

#endif
