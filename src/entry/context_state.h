/* SPDX-License-Identifier: MIT */
/*
 * How the registers of a program that waits are stored and loaded: a struct rt_context, or a struct
 * rt_program. Both begin with a struct rt_trap_frame; the floating-point registers follow.
 *
 * Floating-point registers are stored if FS is Dirty, and FS is Clean then. They are loaded if FS
 * is Clean. A context with FS Initial has written none (privileged specification, 3.1.6.6).
 */
#include "arch/frame_registers.h"
#include "entry/interrupt_entry.h"

#include "entry/context_unwind.h"

/* clang-format off */
    /* Members of struct rt_context. */
    .equ CONTEXT_FLOATS, FRAME_SIZE
#define MSTATUS_MPIE 0x80
#define MSTATUS_MPP  0x1800
#ifdef __riscv_flen
    .equ CONTEXT_FCSR, FRAME_SIZE + 4*__riscv_flen
#endif

    .macro frame_context op
    for_most_registers \op
    \op s1, FRAME_s1(sp)
    .endm

    /* A context may have been interrupted between lr and sc, and its sc must fail: the stores of
     * this hart alone don't end its reservation (unprivileged specification, Zalrsc). */
    .macro drop_reservation reg
#ifdef __riscv_atomic
    addi \reg, sp, FRAME_padding
    sc.w \reg, zero, (\reg)
#endif
    .endm

#ifdef __riscv_flen

#define FLOAT_SIZE (__riscv_flen / 8)

    .macro for_all_floats op
    .irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, \
        24, 25, 26, 27, 28, 29, 30, 31
    \op f\n, CONTEXT_FLOATS + \n * FLOAT_SIZE(sp)
    .endr
    .endm

    /* t1 is mstatus. */
    .macro store_context_floats
    li t0, MSTATUS_FS
    and t2, t1, t0
    bne t2, t0, 1f
    for_all_floats FSTORE
    frcsr t0
    sw t0, CONTEXT_FCSR(sp)
    li t0, MSTATUS_FS_INITIAL
    xor t1, t1, t0
1:
    .endm

    /* t1 becomes mstatus. With FS Initial the rounding mode is still the default one. */
    .macro load_context_floats
    li t0, MSTATUS_FS
    and t2, t1, t0
    beqz t2, 2f
    csrs mstatus, t0
    li t0, MSTATUS_FS_INITIAL
    beq t2, t0, 1f
    for_all_floats FLOAD
    lw t0, CONTEXT_FCSR(sp)
    fscsr t0
    j 2f
1:  fscsr zero
2:
    .endm

#else

    .macro store_context_floats
    .endm
    .macro load_context_floats
    .endm

#endif

