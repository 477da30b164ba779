/* SPDX-License-Identifier: MIT */
/*
 * Holds a value in every register, and overwrites all that a function may overwrite.
 *
 * Between storm_hold's loads and stores only the loop's two counters change, and they must agree.
 * The address is kept on the stack.
 */
#include "irq_storm.h"

#include "../../src/arch/word.h"

#if defined(__riscv_flen) && __riscv_flen == 64
#define FSTORE fsd
#define FLOAD fld
#else
#define FSTORE fsw
#define FLOAD flw
#endif

/* The loop's counters. */
#define COUNTED RT_HIGH_REGISTER_OR(t5, a5)
#define LEFT    RT_HIGH_REGISTER_OR(t6, t2)

#define ROOM 128
#define FCSR 256
#define INTEGERS 264

    .macro for_all_floats op, base
    .set at, 0
    .irp reg, ft0, ft1, ft2, ft3, ft4, ft5, ft6, ft7, ft8, ft9, ft10, ft11, fs0, fs1, fs2, fs3, \
              fs4, fs5, fs6, fs7, fs8, fs9, fs10, fs11, fa0, fa1, fa2, fa3, fa4, fa5, fa6, fa7
    \op \reg, at(\base)
    .set at, at + 8
    .endr
    .endm

    /* All except the base, a0, which is the last. */
    .macro for_most_integers op, base
    .set at, INTEGERS
    .irp reg, ra, t0, t1, RT_HIGH_REGISTERS(t2,) s0, s1, a1, a2, a3, a4, a5 \
        RT_HIGH_REGISTERS(, a6, a7, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, t3, t4, t5)
    \op \reg, at(\base)
    .set at, at + WORD
    .endr
    .endm

    .macro for_saved op
    .set at, 0
    .irp reg, a0, ra, s0, s1 RT_HIGH_REGISTERS(, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11)
    \op \reg, at(sp)
    .set at, at + WORD
    .endr
    .endm

    .text
    .globl storm_hold
    .type storm_hold, @function
storm_hold:
    addi sp, sp, -ROOM
    for_saved STORE
#if STORM_FLOATS
    for_all_floats FLOAD, a0
    lw t0, FCSR(a0)
    fscsr t0
#endif
    mv LEFT, a1
    for_most_integers LOAD, a0
    LOAD a0, INTEGERS + (STORM_INTEGERS - 1) * WORD(a0)
hold:
    addi COUNTED, COUNTED, 1
    addi LEFT, LEFT, -1
    bnez LEFT, hold
    LOAD LEFT, 0(sp)
    for_most_integers STORE, LEFT
    STORE a0, INTEGERS + (STORM_INTEGERS - 1) * WORD(LEFT)
#if STORM_FLOATS
    for_all_floats FSTORE, LEFT
    frcsr t0
    sw t0, FCSR(LEFT)
    fscsr zero
#endif
    for_saved LOAD
    addi sp, sp, ROOM
    ret
    .size storm_hold, . - storm_hold

    .globl storm_spoil
    .type storm_spoil, @function
storm_spoil:
    .irp reg, t0, t1, t2, a0, a1, a2, a3, a4, a5 RT_HIGH_REGISTERS(, a6, a7, t3, t4, t5, t6)
    li \reg, 0x5a5
    .endr
    ret
    .size storm_spoil, . - storm_spoil

    .globl storm_spoil_floats
    .type storm_spoil_floats, @function
storm_spoil_floats:
#if STORM_FLOATS
    li t0, 0x5a5
    .irp reg, ft0, ft1, ft2, ft3, ft4, ft5, ft6, ft7, ft8, ft9, ft10, ft11, fa0, fa1, fa2, fa3, \
              fa4, fa5, fa6, fa7
    fmv.w.x \reg, t0
    .endr
    csrwi fflags, 0x15
    csrwi frm, 0
#endif
    ret
    .size storm_spoil_floats, . - storm_spoil_floats
