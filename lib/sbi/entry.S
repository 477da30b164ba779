/* SPDX-License-Identifier: MIT */
/*
 * Where the supervisor's calls arrive. Those that are a few instructions are served here: to set
 * the timer of a core with Sstc, most of Base, and interrupts and fences that concern this hart
 * only, for which the supervisor needs no other registers. All others are calls of a C function
 * (call.c). sbi_short_calls has a bit for each extension that may be served here.
 */
#include <rt/program_ecall.h>

#include "short_calls.h"

#define BASE_EXTENSION   0x10
#define TIME_EXTENSION   0x54494d45
#define IPI_EXTENSION    0x735049
#define RFENCE_EXTENSION 0x52464e43

#if __riscv_xlen == 64
#define STORE sd
#define LOAD  ld
#else
#define STORE sw
#define LOAD  lw
#endif

#define MIP_SSIP 2

/* What Base returns (SBI, chapter 4): version 3.0; "Rivt", which no other implementation has; and
 * the version of this library. */
#define SPECIFICATION  0x3000000
#define IMPLEMENTATION 0x52697674
#define VERSION        0x100

/* Their names are not known to every assembler. */
#define CSR_stimecmp  0x14d
#define CSR_stimecmph 0x15d

    .macro unless_short bit
    .option push
    .option norelax
    la t1, sbi_short_calls
    .option pop
    lw t1, 0(t1)
    andi t1, t1, \bit
    beqz t1, other
    .endm

    /* Goes on if the call's mask and base name this hart alone. */
    .macro unless_own
    bnez a1, other
    STORE t2, RT_HART_SCRATCH + __riscv_xlen/8(t0)
    csrr t2, mhartid
    li t1, 1
    sll t1, t1, t2
    LOAD t2, RT_HART_SCRATCH + __riscv_xlen/8(t0)
    bne a0, t1, other
    .endm

    program_ecall_begin
    li t1, TIME_EXTENSION
    beq a7, t1, time
    li t1, IPI_EXTENSION
    beq a7, t1, ipi
    li t1, RFENCE_EXTENSION
    beq a7, t1, rfence
    li t1, BASE_EXTENSION
    beq a7, t1, base
other:
    j rt_program_call_c

time:
    bnez a6, other
    unless_short SBI_SHORT_TIME
#if __riscv_xlen == 32
    li t1, -1
    csrw CSR_stimecmph, t1
    csrw CSR_stimecmp, a0
    csrw CSR_stimecmph, a1
#else
    csrw CSR_stimecmp, a0
#endif
    li a1, 0
done:
    li a0, 0
    program_ecall_return

ipi:
    bnez a6, other
    unless_short SBI_SHORT_IPI
    unless_own
    csrsi mip, MIP_SSIP
    j done

    /* Of every address, which a fence of some includes. */
rfence:
    unless_short SBI_SHORT_RFENCE
    unless_own
    beqz a6, 1f
    li t1, 3
    bgeu a6, t1, other
    sfence.vma
    j done
1:  fence.i
    j done

base:
    li t1, 7
    bgeu a6, t1, other
    /* A probe. a1 is the result of the others. */
    li t1, 3
    beq a6, t1, other
    slli t1, a6, 3
    la a1, functions
    add t1, t1, a1
    jr t1

/* Eight bytes each. */
    .option push
    .option norvc
    .option norelax
functions:
    lui a1, SPECIFICATION >> 12
    j done
    lui a1, (IMPLEMENTATION + 0x800) >> 12
    j implementation
    li a1, VERSION
    j done
    j other
    nop
    csrr a1, mvendorid
    j done
    csrr a1, marchid
    j done
    csrr a1, mimpid
    j done
    .option pop
implementation:
    addi a1, a1, IMPLEMENTATION & 0x7ff
    j done
    program_ecall_end
