/* SPDX-License-Identifier: MIT */
/*
 * The values of the PMP's registers (regions.h), filled in by the linker. A configuration that the
 * linker sets is 0 in the rows.
 */
#include "regions.h"

    /* For ld/sections.ld; 0 if there is none. */
    .globl rti_pmp_window_0, rti_pmp_window_1
    .set rti_pmp_window_0, PMP_WINDOW_0
    .set rti_pmp_window_1, PMP_WINDOW_1

    .section .rodata.rti_pmp_table, "a", @progbits
    .balign 8
    .globl rti_pmp_table
    .type rti_pmp_table, @object
rti_pmp_table:
#define ROW(entry, address, of_hart, config, name) .4byte address;
    PMP_ROWS(ROW)
#undef ROW
    .4byte 0xffffffff
#define ROW(entry, address, of_hart, config, name) .byte (config) & (PMP_LOCK - 1);
    PMP_ROWS_LOW(ROW)
    PMP_ROW_WINDOW_0(ROW)
#undef ROW
#define ROW(entry, address, of_hart, config, name) .byte config;
    PMP_ROWS_LOW(ROW)
    PMP_ROW_WINDOW_0(ROW)
#undef ROW
    .4byte rt_pmp_stack_configs + (PMP_WINDOW_1_CONFIG << 24)
    .4byte rt_pmp_ram_configs + (PROTECT_REST << 24)
    .size rti_pmp_table, . - rti_pmp_table
