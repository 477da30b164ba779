/* SPDX-License-Identifier: MIT */
/*
 * Programs a hart's PMP from the table in regions.h, for PROTECTION ON and ANY.
 *
 * The table is for a core with TOR whose granularity is fine enough. Before anything is locked, an
 * address and the configurations without lock bits are written and read back: this shows whether
 * the core is of that kind, and whether an earlier stage has locked entries. If it isn't, unusual.h
 * decides. After a restart a hart's entries are locked already; they stay as they are. Entries 8 to
 * 15 that an earlier stage has set without locking any are turned off, and all begins anew.
 */
#include "pmp.h"
#include "fence.h"
#include "rows.h"
#include "unusual.h"

#include "arch/probe.h"
#include "base/guards.h"
#include "base/linked_number.h"

#include <stddef.h>
#include <stdint.h>

/* What is left to do after program. */
enum rest {
    NOTHING,
    FEW,     /* Lock the entries of a core with 8 of them. */
    UNUSUAL, /* The core isn't one for the table, or has no PMP, or the hart is restarted. */
};

/* What finish returns if an earlier stage's entries were in the way of the table, and are off now.
 * It is no set of guards. */
#define AGAIN (~0UL)

/* The lock bits of all configurations in a register. */
#define EACH_LOCK (~0UL / 0xff * PMP_LOCK)

/*
 * Whether the configurations of entries 0 to 7 can be set, and those of 8 to 15 are 0: the core has
 * TOR and NAPOT, and no entry is locked.
 */
static inline bool takes_configs(void)
{
    csr_write(pmpcfg0, rti_pmp_table.unlocked[0]);
#if __riscv_xlen == 64
    return csr_read(pmpcfg0) == rti_pmp_table.unlocked[0] && csr_read(pmpcfg2) == 0;
#else
    csr_write(pmpcfg1, rti_pmp_table.unlocked[1]);
    return csr_read(pmpcfg0) == rti_pmp_table.unlocked[0] &&
           csr_read(pmpcfg1) == rti_pmp_table.unlocked[1] &&
           (csr_read(pmpcfg2) | csr_read(pmpcfg3)) == 0;
#endif
}

static inline void clear_low(void)
{
    csr_write(pmpcfg0, 0);
#if __riscv_xlen == 32
    csr_write(pmpcfg1, 0);
#endif
}

/* The configurations of entries 8 to 15, one or two registers, combined. */
static unsigned long high_configs(void)
{
#if __riscv_xlen == 64
    return csr_read(pmpcfg2);
#else
    return csr_read(pmpcfg2) | csr_read(pmpcfg3);
#endif
}

/* Turns off entries 8 to 15. Returns false if none was set or one remains. If one is locked, all
 * stay: those before it may be what lets code execute. */
static bool clear_high(void)
{
    const unsigned long left = high_configs();

    if (left == 0 || (left & EACH_LOCK) != 0) {
        return false;
    }
    csr_write(pmpcfg2, 0);
#if __riscv_xlen == 32
    csr_write(pmpcfg3, 0);
#endif
    return high_configs() == 0;
}

/*
 * On a core whose granularity is more than RT_HART_GUARD_SIZE, the entry would close what is around
 * the guard: it then closes page zero again, and the guard is painted. Call when the entry is set,
 * for its address reads otherwise while it is off.
 */
static inline void check_guard(const char *stack_low)
{
    if (stack_low != NULL && csr_read(pmpaddr1) != guard_of(stack_low)) {
        csr_write(pmpaddr1, rti_pmp_table.addresses[0]);
    }
}

static inline bool has_ram_text(void)
{
    return ((const uint8_t *)rti_pmp_table.configs)[PROTECT_ROW_RAM_TEXT] != 0;
}

/* Returns false if the entries don't read as written. */
static inline bool takes_further(unsigned long area, const char *stack_low)
{
    set_further(area, stack_low);
    return !has_ram_text() || (csr_read(pmpaddr12) == rti_pmp_table.addresses[12] &&
                               csr_read(pmpaddr13) == rti_pmp_table.addresses[13]);
}

/* On a core with 8 entries, the last one allows everything but execution. */
static __attribute__((cold, noinline)) void lock_few(void)
{
    const unsigned long last = rti_pmp_table.configs[WORDS_OF_FEW - 1] << 8 >> 8;
    const unsigned long all = has_ram_text() ? 0 : PROTECT_EVERYTHING;

    csr_write(pmpaddr7, ~0UL);
    lock_low(last | all << 8 * (sizeof(last) - 1));
    pmp_fence();
}

/*
 * Does all on a core with 16 entries. Locks the lower entries first: with only the catch-all entry,
 * no code could execute. In line and without a call, so that the boot needs no stack frame.
 */
static inline __attribute__((always_inline)) enum rest program(unsigned long area,
                                                               const char *stack_low)
{
    /* As a number, an address register whose bits are all set grows with the bits that the core
     * has, at either end: this shows whether the table's addresses fit. */
    const unsigned long bits = (unsigned long)rti_probe_pmp_at_start();

    if (bits < LINKED_NUMBER(rti_pmp_least_bits)) {
        return UNUSUAL;
    }
    PMP_ROWS_LOW(SET_ADDRESS)
    if (!takes_configs()) {
        return UNUSUAL;
    }
    check_guard(stack_low);
    csr_write(pmpaddr15, ~0UL);
    if (csr_read(pmpaddr15) == 0) {
        return FEW;
    }
    PMP_ROW_WINDOW_0(SET_ADDRESS)
    PMP_ROW_WINDOW_1(SET_ADDRESS)
    PMP_ROW_RAM(SET_ADDRESS)
    if (LINKED_NUMBER(rti_pmp_has_further) != 0 && !takes_further(area, stack_low)) {
        return UNUSUAL;
    }
    lock_low(rti_pmp_table.configs[WORDS_OF_FEW - 1]);
    lock_high();
    pmp_fence();
    return NOTHING;
}

/* Returns the guards without an entry, as bits of base/guards.h, or AGAIN. */
static __attribute__((cold, noinline)) unsigned long finish(enum rest rest, unsigned long area,
                                                            const char *stack_low)
{
    if (rest == FEW) {
        lock_few();
    } else if (rti_probe_pmp() == 0) {
        return GUARDS_MASK;
    } else if (!rti_pmp_is_on()) {
        if (clear_high()) {
            return AGAIN;
        }
        clear_low();
        return rti_pmp_unusual(area, stack_low);
    }
    return csr_read(pmpaddr15) == 0 ? LINKED_NUMBER(rti_guards_between) : 0;
}

static __attribute__((cold, noinline)) void finish_boot(enum rest rest)
{
    const unsigned long open = finish(rest, 0, NULL);

    if (open == AGAIN) {
        rti_pmp_init();
    } else if (open != 0) {
        rti_guards_paint_at_boot(open);
    }
}

void rti_pmp_init(void)
{
    const enum rest rest = program(0, NULL);

    if (rest != NOTHING) {
        finish_boot(rest);
    }
}

__attribute__((weak, alias("rti_pmp_init"))) void rti_pmp_start(void);

static __attribute__((cold, noinline)) unsigned long finish_hart(enum rest rest, unsigned long area,
                                                                 const char *stack_low)
{
    const unsigned long open = finish(rest, area >> 2, stack_low);

    return open != AGAIN ? open : rti_pmp_init_hart(area, stack_low);
}

unsigned long rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    const enum rest rest = program(area >> 2, stack_low);

    return rest != NOTHING ? finish_hart(rest, area, stack_low) : 0;
}
