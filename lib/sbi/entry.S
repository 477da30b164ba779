/* SPDX-License-Identifier: MIT */
/*
 * Where the supervisor's calls arrive. Those that are a few instructions are served here: to set
 * the timer of a core with Sstc, most of Base, and interrupts and fences that concern this hart
 * only, for which the supervisor needs no other registers. And those of PMU that an operating
 * system makes a hundred of at its start: it asks what each counter is, and for a counter of each
 * event there is, most of which the core can't count. All others are calls of a C function
 * (call.c). sbi_short_calls has a bit for each extension that may be served here; pmu.c fills in
 * sbi_pmu_known.
 */
#include <rt/program_ecall.h>

#include "short_calls.h"

#define BASE_EXTENSION   0x10
#define TIME_EXTENSION   0x54494d45
#define IPI_EXTENSION    0x735049
#define RFENCE_EXTENSION 0x52464e43
#define PMU_EXTENSION    0x504d55

#if __riscv_xlen == 64
#define STORE      sd
#define LOAD       ld
#define SHIFT_WORD srlw
#else
#define STORE      sw
#define LOAD       lw
#define SHIFT_WORD srl
#endif

#define MIP_SSIP 2

#define PMU_GET_INFO        1
#define PMU_CONFIG_MATCHING 2
/* Flags of the latter with which no counter need match: bit 0, and those that there are not. */
#define PMU_OTHER_FLAGS     ~0xfe
/* Of a counter: 63, its width less 1, from bit 12 on, and the CSR of the first one. */
#define PMU_INFO            0x3fc00
#define NOT_SUPPORTED       -2

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

    /* t1 = sbi_pmu_known, t2 = its counters, with a word of 0 behind them; none before pmu.c has
     * found them. */
    .macro pmu_counters
    .option push
    .option norelax
    la t1, sbi_pmu_known
    .option pop
    LOAD t2, 0(t1)
    .endm

    program_ecall_begin
    li t1, TIME_EXTENSION
    beq a7, t1, time
    li t1, PMU_EXTENSION
    beq a7, t1, pmu
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

pmu:
    STORE t2, RT_HART_SCRATCH + __riscv_xlen/8(t0)
    li t1, PMU_GET_INFO
    beq a6, t1, pmu_get_info
    li t1, PMU_CONFIG_MATCHING
    bne a6, t1, pmu_other
    pmu_counters

    /* Counters from 0 on, all of which there are, and any that matches. */
    bnez a0, pmu_other
    beqz a1, pmu_other
    not t2, t2
    and t2, t2, a1
    bnez t2, pmu_other
    andi t2, a2, PMU_OTHER_FLAGS
    bnez t2, pmu_other
    /* Of the first two types, the first 64 events. */
    srli t2, a3, 16
    addi t2, t2, -2
    bgez t2, pmu_other
    slli t2, t2, 3
    add t1, t1, t2
    slli t2, a3, __riscv_xlen - 16
    srli t2, t2, __riscv_xlen - 16 + 5
    addi t2, t2, -2
    bgez t2, pmu_other
    slli t2, t2, 2
    add t1, t1, t2
    /* Both numbers were 2 less. */
    lw t1, SBI_PMU_KNOWN_EVENTS + 2*8 + 2*4(t1)
    SHIFT_WORD t1, t1, a3
    andi t1, t1, 1
    beqz t1, pmu_other
    LOAD t2, RT_HART_SCRATCH + __riscv_xlen/8(t0)
    li a1, 0
    li a0, NOT_SUPPORTED
    program_ecall_return

pmu_get_info:
    pmu_counters
    sltiu t1, a0, 32
    beqz t1, pmu_other
    srl t2, t2, a0
    andi t2, t2, 1
    beqz t2, pmu_other
    LOAD t2, RT_HART_SCRATCH + __riscv_xlen/8(t0)
    li a1, PMU_INFO
    add a1, a1, a0
    j done

pmu_other:
    LOAD t2, RT_HART_SCRATCH + __riscv_xlen/8(t0)
    j rt_program_call_c
    program_ecall_end
