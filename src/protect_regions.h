/* SPDX-License-Identifier: MIT */
/*
 * What the PMP protects: the one table, for assembly and for C. The first row that covers an
 * address decides; ld/sections.ld computes the address registers' values (rt_pmp_*) and every row
 * is locked, so that it binds machine mode too.
 *
 * On a core with fewer entries the last rows are missing, and what is left still holds.
 */
#ifndef PROTECT_REGIONS_H
#define PROTECT_REGIONS_H

/* pmpcfg, privileged specification 3.7.1 */
#define PMP_R     0x01
#define PMP_W     0x02
#define PMP_X     0x04
#define PMP_TOR   0x08
#define PMP_NAPOT 0x18
#define PMP_LOCK  0x80

/* REGION(address register, whether each hart has its own, configuration, name) */
#define PROTECT_REGIONS(REGION)                                              \
    REGION(rt_pmp_null, 0, PMP_NAPOT, "page zero")                           \
    REGION(rt_pmp_stack_guard, 0, PMP_NAPOT, "main stack guard")             \
    REGION(rt_pmp_trap_guard, 1, PMP_NAPOT, "trap stack guard")              \
    REGION(rt_pmp_irq_guard, 1, PMP_NAPOT, "interrupt stack guard")          \
    REGION(rt_pmp_text_start, 0, 0, "start of code")                         \
    REGION(rt_pmp_text_end, 0, PMP_TOR | PMP_R | PMP_X, "code not writable") \
    REGION(rt_pmp_rodata_end, 0, PMP_TOR | PMP_R, "constants not writable")  \
    REGION(rt_pmp_everything, 0, PMP_NAPOT | PMP_R | PMP_W, "data not executable")

#endif
