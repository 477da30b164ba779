/* SPDX-License-Identifier: MIT */
/*
 * The table of PMP regions. Assembly and C share it. The first row that covers an address decides.
 * ld/sections.ld computes the values of most address registers (rt_pmp_*); those of the board's
 * windows come from RIVET_BOARD_WINDOWS in its board.cmake. Every row is locked, so that it also
 * applies to machine mode.
 *
 * The table is for a core with 16 entries and TOR, as QEMU's. Entries 0 to 6 fit a PMP of 8
 * entries; its last entry then lets machine mode access everything but execute nothing
 * (PROTECT_EVERYTHING). For other cores, PROTECTION ANY plans entries for the same rows.
 *
 * Not every firmware needs all rows: where a configuration is 0, the linker sets it. A core with 8
 * entries has none for functions in RAM; the catch-all entry, which would make them not executable,
 * is then left out. Row 1 is for the main stack or the first stack that a hart is started on.
 * Entries from 8 to 13 that are off are for stacks that it is started on later, and for
 * rt_protect_open.
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

/* The board's windows: address registers of NAPOT rows. Without any, undeclared addresses stay
 * accessible. */
#ifdef PMP_WINDOW_0
#define PMP_WINDOW_0_CONFIG PROTECT_EVERYTHING
#define PROTECT_REST        PROTECT_GUARD
#else
#define PMP_WINDOW_0        0
#define PMP_WINDOW_0_CONFIG 0
#define PROTECT_REST        PROTECT_EVERYTHING
#endif
#ifdef PMP_WINDOW_1
#define PMP_WINDOW_1_CONFIG PROTECT_EVERYTHING
#else
#define PMP_WINDOW_1        0
#define PMP_WINDOW_1_CONFIG 0
#endif

/* ROW(entry, address register, whether each hart has its own, configuration, name). Entries without
 * a name are the lower bounds of others. */
#define PMP_ROWS_LOW(ROW)                                                               \
    ROW(0, rt_pmp_null, 0, PROTECT_GUARD, "page zero")                                  \
    ROW(1, rt_pmp_stack_guard, 0, PROTECT_GUARD, "program stack guard")                 \
    ROW(2, rt_pmp_trap_guard, 1, PROTECT_GUARD, "trap stack guard")                     \
    ROW(3, rt_pmp_irq_guard, 1, PROTECT_GUARD, "interrupt stack guard")                 \
    ROW(4, rt_pmp_text_start, 0, PMP_LOCK, "")                                          \
    ROW(5, rt_pmp_text_end, 0, PMP_LOCK | PMP_TOR | PMP_R | PMP_X, "code not writable") \
    ROW(6, rt_pmp_rodata_end, 0, PMP_LOCK | PMP_TOR | PMP_R, "constants not writable")
#define PMP_ROW_WINDOW_0(ROW) ROW(7, PMP_WINDOW_0, 0, PMP_WINDOW_0_CONFIG, "devices")
#define PMP_ROWS_STACKS(ROW)                                              \
    ROW(8, rt_pmp_software_guard, 1, 0, "software interrupt stack guard") \
    ROW(9, rt_pmp_timer_guard, 1, 0, "timer interrupt stack guard")       \
    ROW(10, rt_pmp_external_guard, 1, 0, "external interrupt stack guard")
#define PMP_ROW_WINDOW_1(ROW) ROW(11, PMP_WINDOW_1, 0, PMP_WINDOW_1_CONFIG, "further devices")
/* Functions in RAM, on boards that execute from flash. */
#define PMP_ROWS_RAM_TEXT(ROW)               \
    ROW(12, rt_pmp_ram_text_start, 0, 0, "") \
    ROW(13, rt_pmp_ram_text_end, 0, 0, "functions in RAM not writable")
#define PMP_ROW_RAM(ROW) ROW(14, rt_pmp_ram, 0, PROTECT_EVERYTHING, "RAM")
/* All but the catch-all entry, in order. */
#define PMP_ROWS(ROW)      \
    PMP_ROWS_LOW(ROW)      \
    PMP_ROW_WINDOW_0(ROW)  \
    PMP_ROWS_STACKS(ROW)   \
    PMP_ROW_WINDOW_1(ROW)  \
    PMP_ROWS_RAM_TEXT(ROW) \
    PMP_ROW_RAM(ROW)

#ifndef __ASSEMBLER__

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

enum {
    PROTECT_ENTRIES = 16,
    PROTECT_ROW_STACK = 1,
    PROTECT_ROW_RAM_TEXT = 13,
    PROTECT_ROW_RAM = 14,
    /* The catch-all entry, on cores with 16 entries and on cores with 8. */
    PROTECT_ROW_ALL = 15,
    PROTECT_ROW_ALL_OF_FEW = 7,
    /* The number of the protection that the last entry also is if the board has windows. */
    PROTECT_UNDECLARED = 16,
};

#define PROTECT_ALL_NAME        "data not executable"
#define PROTECT_UNDECLARED_NAME "undeclared addresses not accessible"

/* Defined in table.S. Configurations have the layout of the pmpcfg registers, a byte per entry. */
extern const struct pmp_table {
    uint32_t addresses[PROTECT_ROW_ALL];
    uint32_t all;                                      /* For tools; the register gets all ones. */
    unsigned long unlocked[8 / sizeof(unsigned long)]; /* configurations of entries 0 to 7 */
    unsigned long configs[16 / sizeof(unsigned long)];
} rti_pmp_table;

/* The same for words of 4 and of 8 bytes: tools/rivet-dump reads the table of either. */
#define PROTECT_TABLE_CONFIGS 72
static_assert(offsetof(struct pmp_table, configs) == PROTECT_TABLE_CONFIGS,
              "tools/rivet-dump must have the same offset");

#endif

#endif
