/* SPDX-License-Identifier: MIT */
/*
 * From reset to C: the first instructions of every firmware.
 *
 * Relies on ld/sections.ld for its symbols. rt_boot_hart is a small number, read with
 * one addi.
 */
#include <rt/hart_block.h>

#if __riscv_xlen == 64
#define STORE sd
#define WORD 8
#else
#define STORE sw
#define WORD 4
#endif

/*
 * Stores in one round of the BSS loop: as many as a compressed instruction's offset reaches.
 * CLEAR_SHIFT makes bytes skipped into bytes of code skipped.
 */
#define CLEAR_WORDS 32
#ifdef __riscv_compressed
#define CLEAR_SHIFT (__riscv_xlen / 32)
#else
#define CLEAR_SHIFT (__riscv_xlen / 32 - 1)
#endif
#define MSTATUS_FS_INITIAL (1 << 13)

    .section .text.rt_start, "ax", @progbits
    .globl _start, rt_clear_bss
    .type _start, @function
_start:
    .cfi_startproc
    /* The outermost frame: nobody to return to. */
    .cfi_undefined ra

    /* Nothing may be addressed by gp before gp is set. */
    .option push
    .option norelax
    /* The vector first: from here on no fault is silent. */
    la t0, rt_mtvec
    csrw mtvec, t0
    la t0, rt_boot_trap_stack_end
    csrw mscratch, t0

    csrr t2, mhartid
    addi t1, zero, %lo(rt_boot_hart)
    bne t2, t1, other_hart
    /* A trap from here on finds out that memory is not ready. */
    sw zero, RT_HART_STATE(t0)
    /* No reset is bound to clear it (privileged specification, Reset). */
    csrw mie, zero

    la gp, __global_pointer$
    .option pop
    la sp, rt_stack_end
    la tp, rt_boot_tls

#ifdef __riscv_flen
    li t0, MSTATUS_FS_INITIAL
    csrs mstatus, t0
    csrw fcsr, zero
#endif

    /* To rt_copy_data (copy_data.S) if the firmware has it, else on to rt_clear_bss. */
    j rt_start_data

    /*
     * BSS: a0 walks, a1 is the end. The first round is entered in the middle, so that what is
     * left is a whole number of rounds: a0 is set back by as much as is skipped.
     */
rt_clear_bss:
    la a0, rt_bss_start
    la a1, rt_bss_end
    beq a0, a1, enter
    sub t0, a0, a1
    andi t0, t0, CLEAR_WORDS * WORD - 1
    sub a0, a0, t0
    srli t0, t0, CLEAR_SHIFT
    la t1, clear_round
    add t1, t1, t0
    li a5, 0
    jr t1
clear_round:
    .set offset, 0
    .rept CLEAR_WORDS
    STORE a5, offset(a0)
    .set offset, offset + WORD
    .endr
    .if . - clear_round != CLEAR_WORDS * WORD >> CLEAR_SHIFT
    .error "rivet: the BSS loop's stores are not of the size that the way into it counts on"
    .endif
    addi a0, a0, CLEAR_WORDS * WORD
    bltu a0, a1, clear_round

enter:
    call rt_entry

other_hart:
    j rt_hart_park
    .cfi_endproc
    .size _start, . - _start
