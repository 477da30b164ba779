/* SPDX-License-Identifier: MIT */
/*
 * The values of the PMP's registers (protect_regions.h), which the linker knows: addresses, then
 * configurations, those of entries without a row being zero.
 */
#include "protect_regions.h"

    .section .rodata.protect_table, "a", @progbits
    .balign 8
    .globl protect_table
    .type protect_table, @object
protect_table:
#define ROW(entry, address, of_hart, config, name) .4byte address;
    PROTECT_FEW(ROW)
    .4byte rt_pmp_everything
    PROTECT_MORE(ROW)
#undef ROW
#define ROW(entry, address, of_hart, config, name) .byte config;
    PROTECT_FEW(ROW)
#undef ROW
    .byte 0
    .4byte rt_pmp_more_configs
    .byte 0, 0, 0, PROTECT_EVERYTHING
    .size protect_table, . - protect_table
