/* SPDX-License-Identifier: MIT */
/*
 * Programs a hart's PMP from the table in regions.h.
 *
 * The table is for a core with TOR whose granularity is fine enough. Before anything is locked, an
 * address and the configurations without lock bits are written and read back: this shows whether
 * the core is of that kind, and whether an earlier stage has locked entries. If it isn't, unusual.h
 * decides. After a restart a hart's entries are locked already; they stay as they are. Entries 8 to
 * 15 that an earlier stage has set without locking any are turned off, and all begins anew.
 */
#include "pmp.h"
#include "entries.h"
#include "fence.h"
#include "regions.h"
#include "unusual.h"

#include "arch/probe.h"
#include "base/guards.h"
#include "base/linked_number.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>

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

/* The value of pmpaddr0 once page zero is locked. */
#define LOCKED_NULL (4096 / 8 - 1)

/* The lock bits of all configurations in a register. */
#define EACH_LOCK (~0UL / 0xff * PMP_LOCK)

/* Words of configs for the first eight entries. */
#define WORDS_OF_FEW (8 / sizeof(unsigned long))

static inline bool has_ram_text(void)
{
    return ((const uint8_t *)rti_pmp_table.configs)[PROTECT_ROW_RAM_TEXT] != 0;
}

/* @p last is the register for entry 7 and those before it. */
static inline void lock_low(unsigned long last)
{
#if __riscv_xlen == 64
    csr_write(pmpcfg0, last);
#else
    csr_write(pmpcfg0, rti_pmp_table.configs[0]);
    csr_write(pmpcfg1, last);
#endif
}

static inline void lock_high(void)
{
    csr_write(pmpcfg2, rti_pmp_table.configs[WORDS_OF_FEW]);
#if __riscv_xlen == 32
    csr_write(pmpcfg3, rti_pmp_table.configs[WORDS_OF_FEW + 1]);
#endif
}

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

/* The configurations of entries 0 to 6, which every firmware and core has. */
static inline bool has_low_configs(void)
{
#if __riscv_xlen == 64
    return csr_read(pmpcfg0) << 8 == rti_pmp_table.configs[0] << 8;
#else
    return csr_read(pmpcfg0) == rti_pmp_table.configs[0] &&
           csr_read(pmpcfg1) << 8 == rti_pmp_table.configs[1] << 8;
#endif
}

/* A bound of code and that of constants: those of two firmware images differ. */
static inline bool has_code_rows(void)
{
    return csr_read(pmpaddr5) == rti_pmp_table.addresses[5] &&
           csr_read(pmpaddr6) == rti_pmp_table.addresses[6];
}

static inline unsigned long guard_of(const char *stack_low)
{
    return (((uintptr_t)stack_low - RT_HART_GUARD_SIZE) >> 2) + RT_HART_GUARD_SIZE / 8 - 1;
}

/* stack_low is NULL for the main stack. */
#define SET_ADDRESS(entry, address, of_hart, config, name)                                       \
    if ((entry) == PROTECT_ROW_STACK && stack_low != NULL) {                                     \
        csr_write(pmpaddr##entry, guard_of(stack_low));                                          \
    } else {                                                                                     \
        csr_write(pmpaddr##entry, rti_pmp_table.addresses[entry] + ((of_hart) != 0 ? area : 0)); \
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

/* The entries that only some firmware needs. Returns false if they don't read as written. */
static inline bool takes_further(unsigned long area, const char *stack_low)
{
    PMP_ROWS_STACKS(SET_ADDRESS)
    if (!has_ram_text()) {
        return true;
    }
    PMP_ROWS_RAM_TEXT(SET_ADDRESS)
    return csr_read(pmpaddr12) == rti_pmp_table.addresses[12] &&
           csr_read(pmpaddr13) == rti_pmp_table.addresses[13];
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

static bool is_on(void)
{
    return rti_probe_pmp() == LOCKED_NULL && has_code_rows() && has_low_configs();
}

/* Returns the guards without an entry, as bits of base/guards.h, or AGAIN. */
static __attribute__((cold, noinline)) unsigned long finish(enum rest rest, unsigned long area,
                                                            const char *stack_low)
{
    if (rest == FEW) {
        lock_few();
    } else if (rti_probe_pmp() == 0) {
        return GUARDS_MASK;
    } else if (!is_on()) {
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

static bool guards(unsigned entry, unsigned long guard)
{
    return rti_pmp_config(entry) == PROTECT_GUARD && rti_pmp_address(entry) == guard;
}

bool rti_pmp_guard_stack(const char *stack_low)
{
    const unsigned long guard = guard_of(stack_low);

    if (rti_probe_pmp() == 0) {
        return false;
    }
    for (unsigned entry = 0; entry < PROTECT_ENTRIES; entry++) {
        if (guards(entry, guard)) {
            return true;
        }
    }
    /* A plan's guard may have another form, such as two bounds. */
    return is_on() ? rti_pmp_lock_free_entry(PROTECT_ROW_RAM_TEXT, guard, PROTECT_GUARD)
                   : (rti_pmp_unusual_missing() >> PROTECT_ROW_STACK & 1) == 0;
}

/* The entries that deny something and are not in force. */
static uint32_t entries_missing(void)
{
    const uint8_t *const wanted = (const uint8_t *)rti_pmp_table.configs;
    uint32_t missing = 0;

    for (unsigned entry = 0; entry < PROTECT_ROW_ALL; entry++) {
        if ((wanted[entry] & PMP_NAPOT) != 0 && (wanted[entry] & PMP_W) == 0 &&
            rti_pmp_config(entry) != wanted[entry]) {
            missing |= 1U << entry;
        }
    }
    return missing;
}

__attribute__((cold)) uint32_t rti_pmp_missing(void)
{
    uint32_t missing;

    if (rti_probe_pmp() == 0) {
        return PMP_MISSING_ALL;
    }
    if (!is_on()) {
        return rti_pmp_unusual_missing();
    }
    missing = entries_missing();
    if ((rt_hart_block_of_trap()->painted & GUARD_PROGRAM) != 0) {
        missing |= 1U << PROTECT_ROW_STACK;
    }
    if (rti_pmp_config(PROTECT_ROW_ALL) != PROTECT_GUARD) {
        missing |= 1U << PROTECT_UNDECLARED;
    }
    if (rti_pmp_config(PROTECT_ROW_ALL) == 0 &&
        rti_pmp_config(PROTECT_ROW_ALL_OF_FEW) != PROTECT_EVERYTHING) {
        missing |= 1U << PROTECT_ROW_ALL;
    }
    return missing;
}

const char *rt_protect_missing(unsigned nth)
{
    return rti_pmp_missing_name(rti_pmp_missing(), nth);
}
