/* SPDX-License-Identifier: MIT */
/*
 * The table of PMP regions. Assembly and C share it. The first row that covers an address decides;
 * addresses that no row covers are unrestricted. ld/sections.ld computes the values of the address
 * registers (rt_pmp_*). Every row is locked, so that it also applies to machine mode.
 *
 * Entries 0 to 6 fit a PMP of 8 entries. The catch-all entry is 7 on such cores, and 15 on cores
 * with 16. Not every firmware needs the high rows: the linker sets their configurations. A core
 * with 8 entries has none for functions in RAM; the catch-all entry, which would make them not
 * executable, is then left out. Row 1 is for the main stack or the first stack that a hart is
 * started on. The remaining entries are for stacks that it is started on later.
 */
#ifndef PMP_REGIONS_H
#define PMP_REGIONS_H

/* pmpcfg, privileged specification 3.7.1 */
#define PMP_R     0x01
#define PMP_W     0x02
#define PMP_X     0x04
#define PMP_TOR   0x08
#define PMP_NAPOT 0x18
#define PMP_LOCK  0x80

#define PROTECT_GUARD      (PMP_LOCK | PMP_NAPOT)
#define PROTECT_EVERYTHING (PMP_LOCK | PMP_NAPOT | PMP_R | PMP_W)

/* ROW(entry, address register, whether each hart has its own, configuration, name) */
#define PMP_ROWS_LOW(ROW)                                                               \
    ROW(0, rt_pmp_null, 0, PROTECT_GUARD, "page zero")                                  \
    ROW(1, rt_pmp_stack_guard, 0, PROTECT_GUARD, "program stack guard")                 \
    ROW(2, rt_pmp_trap_guard, 1, PROTECT_GUARD, "trap stack guard")                     \
    ROW(3, rt_pmp_irq_guard, 1, PROTECT_GUARD, "interrupt stack guard")                 \
    ROW(4, rt_pmp_text_start, 0, PMP_LOCK, "start of code")                             \
    ROW(5, rt_pmp_text_end, 0, PMP_LOCK | PMP_TOR | PMP_R | PMP_X, "code not writable") \
    ROW(6, rt_pmp_rodata_end, 0, PMP_LOCK | PMP_TOR | PMP_R, "constants not writable")

#define PMP_ROWS_HIGH(ROW)                                                 \
    ROW(8, rt_pmp_software_guard, 1, 0, "software interrupt stack guard")  \
    ROW(9, rt_pmp_timer_guard, 1, 0, "timer interrupt stack guard")        \
    ROW(10, rt_pmp_external_guard, 1, 0, "external interrupt stack guard") \
    ROW(11, rt_pmp_below, 0, 0, "memory below the main stack")

/* Functions in RAM, on boards that execute from flash, and the names of the entries without a row
 * that follow. */
#ifdef RT_CODE_IS_IN_RAM
#define PMP_ROWS_RAM_TEXT(ROW)
#define PMP_NO_NAMES  "\0\0\0"
#define PMP_ADDRESSES 12
#else
#define PMP_ROWS_RAM_TEXT(ROW)                                        \
    ROW(12, rt_pmp_ram_text_start, 0, 0, "start of functions in RAM") \
    ROW(13, rt_pmp_ram_text_end, 0, 0, "functions in RAM not writable")
#define PMP_NO_NAMES  "\0"
#define PMP_ADDRESSES 14
#endif
#define PMP_ENTRY_RAM_TEXT 13

/* The catch-all entry, on cores with 16 entries and on cores with 8. */
#define PROTECT_ALL        15
#define PROTECT_ALL_OF_FEW 7
#define PROTECT_ALL_NAME   "data not executable"
#define PROTECT_ENTRIES    16
#define PROTECT_ROW_STACK  1

#ifndef __ASSEMBLER__

#include <stdint.h>

/* Defined in table.S. configs has the layout of the pmpcfg registers, one byte per entry. */
extern const struct {
    uint32_t addresses[PMP_ADDRESSES];
    unsigned long configs[16 / sizeof(unsigned long)];
} rti_pmp_table;

#endif

#endif
