/* SPDX-License-Identifier: MIT */
/*
 * The values of the PMP's registers (regions.h), filled in by the linker: addresses, then
 * configurations. Entries without a row have configuration zero.
 */
#include "regions.h"

    .section .rodata.rti_pmp_table, "a", @progbits
    .balign 8
    .globl rti_pmp_table
    .type rti_pmp_table, @object
rti_pmp_table:
#define ROW(entry, address, of_hart, config, name) .4byte address;
    PMP_ROWS_LOW(ROW)
    .4byte rt_pmp_everything
    PMP_ROWS_HIGH(ROW)
    PMP_ROWS_RAM_TEXT(ROW)
#undef ROW
#define ROW(entry, address, of_hart, config, name) .byte config;
    PMP_ROWS_LOW(ROW)
#undef ROW
    .byte 0
    .4byte rt_pmp_more_configs
    .4byte rt_pmp_last_configs
    .size rti_pmp_table, . - rti_pmp_table
