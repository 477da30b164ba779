/* SPDX-License-Identifier: MIT */
/*
 * Where the supervisor's calls arrive. Those that are a few instructions are served here: to set
 * the timer of a core with Sstc, and most of Base. All others are calls of a C function (call.c).
 */
#include <rt/program_ecall.h>

#define TIME_EXTENSION 0x54494d45
#define BASE_EXTENSION 0x10

/* What Base returns (SBI, chapter 4): version 3.0; "Rivt", which no other implementation has; and
 * the version of this library. */
#define SPECIFICATION  0x3000000
#define IMPLEMENTATION 0x52697674
#define VERSION        0x100

/* Their names are not known to every assembler. */
#define CSR_stimecmp  0x14d
#define CSR_stimecmph 0x15d

    program_ecall_begin
    li t1, BASE_EXTENSION
    beq a7, t1, base
    li t1, TIME_EXTENSION
    bne a7, t1, other
    bnez a6, other
    .option push
    .option norelax
    la t1, sbi_has_stimecmp
    .option pop
    lw t1, 0(t1)
    beqz t1, other
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

base:
    li t1, 7
    bgeu a6, t1, other
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

other:
    j rt_program_call_c
    program_ecall_end
