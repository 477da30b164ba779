/* SPDX-License-Identifier: MIT */
/*
 * The values of the PMP's registers (protect_regions.h), which the linker knows. Entries without a
 * row are zero.
 */
#include "protect_regions.h"

    .section .rodata.protect_table, "a", @progbits
    .balign 8
    .globl protect_addresses, protect_configs
    .type protect_addresses, @object
protect_addresses:
#define ROW(entry, address, of_hart, config, name) .4byte address;
    PROTECT_FEW(ROW)
    .4byte rt_pmp_everything
    PROTECT_MORE(ROW)
#undef ROW
    .size protect_addresses, . - protect_addresses

    .type protect_configs, @object
protect_configs:
#define ROW(entry, address, of_hart, config, name) .byte config;
    PROTECT_FEW(ROW)
#undef ROW
    .byte 0
    .4byte rt_pmp_more_configs
    .byte 0, 0, 0, PROTECT_EVERYTHING
    .size protect_configs, . - protect_configs
