/* SPDX-License-Identifier: MIT */
/*
 * void rt_protect_init(void): programs this hart's PMP from the table in protect_regions.h.
 *
 * Written down the line, since each address register has an instruction of its own.
 */
#include "protect_regions.h"

#if __riscv_xlen == 64
#define LOAD_ADDRESS lwu
#else
#define LOAD_ADDRESS lw
#endif

/* A bit of pmpaddr that reads as zero if the granule is coarser than rt_segment_alignment. */
#define GRANULE_BIT 16

    .macro program address, of_hart
    LOAD_ADDRESS t2, 4 * number(t0)
    .if \of_hart
    add t2, t2, t1
    .endif
    /* The address registers' CSR numbers begin at 0x3b0. */
    csrw 0x3b0 + number, t2
    .set number, number + 1
    .endm

    .section .text.rt_protect_init, "ax", @progbits
    .globl rt_protect_init
    .type rt_protect_init, @function
rt_protect_init:
    .cfi_startproc
    mv t6, ra
    .cfi_register ra, t6
    li a0, -1
    call rt_probe_pmp
    mv ra, t6
    .cfi_restore ra
    andi a0, a0, GRANULE_BIT
    beqz a0, leave
    la t0, rt_pmp_addresses
    /* How far this hart's area lies from the boot hart's. */
    la t1, rt_boot_tls
    sub t1, tp, t1
    srli t1, t1, 2
    .set number, 0
#define REGION(address, of_hart, config, name) program address, of_hart;
    PROTECT_REGIONS(REGION)
#undef REGION
#if __riscv_xlen == 64
    ld t2, 4 * 8(t0)
    csrw pmpcfg0, t2
#else
    lw t2, 4 * 8(t0)
    csrw pmpcfg0, t2
    lw t2, 4 * 9(t0)
    csrw pmpcfg1, t2
#endif
leave:
    ret
    .cfi_endproc
    .size rt_protect_init, . - rt_protect_init

    .section .rodata.rt_pmp_addresses, "a", @progbits
    .balign 8
    .globl rt_pmp_addresses, rt_pmp_configs
    .type rt_pmp_addresses, @object
rt_pmp_addresses:
#define REGION(address, of_hart, config, name) .word address;
    PROTECT_REGIONS(REGION)
#undef REGION
    .zero 4 * 8 - (. - rt_pmp_addresses)
rt_pmp_configs:
#define REGION(address, of_hart, config, name) .byte PMP_LOCK | (config);
    PROTECT_REGIONS(REGION)
#undef REGION
    .zero 8 - (. - rt_pmp_configs)
    .size rt_pmp_addresses, . - rt_pmp_addresses
