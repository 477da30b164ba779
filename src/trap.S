/* SPDX-License-Identifier: MIT */
/*
 * The trap entry: saves everything, calls C on the hart's trap stack, restores, returns.
 *
 * mscratch holds the address below which a frame may be laid. While a trap is being handled it
 * points further down the same stack, so that a fault inside the handling finds room of its own;
 * it needs no valid sp, gp or tp.
 */
#include <rt/trap_frame.h>

#if __riscv_xlen == 64
#define STORE sd
#define LOAD ld
#else
#define STORE sw
#define LOAD lw
#endif

/* What C may use of the trap stack before a nested fault lays its frame. */
#define C_RESERVE 1024

    .macro for_saved_registers op
    \op ra, FRAME_ra(sp)
    \op t0, FRAME_t0(sp)
    \op t1, FRAME_t1(sp)
    \op t2, FRAME_t2(sp)
    \op s0, FRAME_s0(sp)
    \op s1, FRAME_s1(sp)
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

    .section .text.rt_trap_vector, "ax", @progbits
    /* An alignment of the section itself, not one that the linker makes by relaxation. */
    .option push
    .option norelax
    .balign 64
    .option pop
    .globl rt_trap_vector
    .type rt_trap_vector, @function
rt_trap_vector:
    .cfi_startproc
    .cfi_signal_frame
    csrrw sp, mscratch, sp
    addi sp, sp, -FRAME_SIZE
    .cfi_def_cfa sp, 0
    for_saved_registers STORE
    STORE gp, FRAME_gp(sp)
    STORE tp, FRAME_tp(sp)
    csrr t1, mepc
    csrr t2, mstatus
    csrr t3, mcause
    csrr t4, mtval
    STORE t1, FRAME_pc(sp)
    STORE t2, FRAME_status(sp)
    STORE t3, FRAME_cause(sp)
    STORE t4, FRAME_tval(sp)

    /* The return address of this frame is the interrupted pc. */
    .cfi_return_column 65
    .cfi_offset 65, FRAME_pc

    addi t0, sp, -C_RESERVE
    csrrw t0, mscratch, t0
    STORE t0, FRAME_sp(sp)

    .option push
    .option norelax
    la gp, __global_pointer$
    .option pop
    mv a0, sp
    call rt_trap

    /* rt_trap gives back the frame to resume from. */
    LOAD t1, FRAME_pc(sp)
    LOAD t2, FRAME_status(sp)
    csrw mepc, t1
    csrw mstatus, t2
    addi t0, sp, FRAME_SIZE
    csrw mscratch, t0
    LOAD gp, FRAME_gp(sp)
    LOAD tp, FRAME_tp(sp)
    for_saved_registers LOAD
    LOAD sp, FRAME_sp(sp)
    mret
    .cfi_endproc
    .size rt_trap_vector, . - rt_trap_vector
