/* SPDX-License-Identifier: MIT */
/*
 * From reset to C: the first instructions of every firmware.
 *
 * ld/sections.ld defines its symbols. rt_boot_hart is a 12-bit number, loaded with one addi. a0, a1
 * and a2 stay as they were at reset, for boot_args.h.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>

/* Stores per iteration of the BSS loop: as many as a compressed instruction's offset can reach. */
#define CLEAR_WORDS 32
#ifdef __riscv_compressed
#define STORE_SIZE 2
#else
#define STORE_SIZE 4
#endif

#ifdef RT_CORE_HAS_SMRNMI
#define CSR_MNSTATUS 0x744
#define MNSTATUS_NMIE 8
#endif

    .section .text.rt_start, "ax", @progbits
    .globl _start, rti_clear_bss
    /* For ld/sections.ld. */
    .globl rti_clear_round, rti_clear_end, rti_clear_size, rti_clear_code
    .set rti_clear_size, CLEAR_WORDS * WORD
    .set rti_clear_code, CLEAR_WORDS * STORE_SIZE
    .type _start, @function
_start:
    .cfi_startproc
    /* The outermost frame: there is no caller. */
    .cfi_undefined ra

    /* Nothing may be addressed relative to gp before gp is set. */
    .option push
    .option norelax
    /* Set the vector first, so that every fault from here on is reported. */
    la t0, rt_mtvec
    csrw mtvec, t0
    la t0, rt_boot_trap_stack_end
    csrw mscratch, t0
#ifdef RT_CORE_HAS_SMRNMI
    /* On such a core no trap reaches mtvec before this is set (Smrnmi extension, mnstatus). */
    csrsi CSR_MNSTATUS, MNSTATUS_NMIE
#endif

    csrr t2, mhartid
    addi t1, zero, %lo(rt_boot_hart)
    bne t2, t1, other_hart
    /* Set state, and clear in_program: a trap from here on sees that memory is not ready. */
    addi t1, zero, RT_HART_STATE_BOOTING
    sw t1, RT_HART_STATE(t0)
    /* A reset need not clear it (privileged specification, Reset). */
    csrw mie, zero

    la gp, __global_pointer$
    .option pop
    la sp, rt_stack_end
    addi tp, t0, RT_HART_BLOCK_SIZE

#ifdef __riscv_flen
    li t0, MSTATUS_FS_INITIAL
    csrs mstatus, t0
    csrw fcsr, zero
#endif

    /* To rti_copy_data (copy_data.S) if the firmware has it, else to rti_clear_bss. */
    j rti_start_data

    /*
     * BSS: a3 = the current address, a4 = the end. The first iteration is entered in the middle,
     * so that only whole iterations remain. ld/sections.ld computes the entry point and the initial
     * a3.
     */
rti_clear_bss:
    la a3, rti_clear_from
    la a4, rt_bss_end
    li a5, 0
    j rti_clear_enter
rti_clear_round:
    .set offset, 0
    .rept CLEAR_WORDS
    STORE a5, offset(a3)
    .set offset, offset + WORD
    .endr
    .if . - rti_clear_round != rti_clear_code
    .error "rivet: the BSS loop's stores are not STORE_SIZE bytes each"
    .endif
    addi a3, a3, CLEAR_WORDS * WORD
    bltu a3, a4, rti_clear_round

rti_clear_end:
    call rti_entry

other_hart:
    j rti_hart_park
    .cfi_endproc
    .size _start, . - _start
