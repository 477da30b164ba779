/* SPDX-License-Identifier: MIT */
/*
 * Programs a hart's PMP in firmware with MODES, so that entries are left for the regions of lower
 * modes and what is in none of them is denied there.
 *
 * With Smepmp, the table of regions.h is locked as in other firmware, and mseccfg.MML makes locked
 * entries those of machine mode alone. Lower modes then have only what an unlocked entry gives.
 *
 * Without it, a locked entry that lets machine mode execute the code would let lower modes do so
 * too. So only the guards are locked, which deny everything to everyone. Then come the regions, and
 * an entry without the lock that denies all to lower modes. It binds them only: machine mode may
 * write code and execute data.
 */
#include "entries.h"
#include "fence.h"
#include "lower_entries.h"
#include "pmp.h"
#include "rows.h"
#include "unusual.h"

#include "arch/probe.h"
#include "base/guards.h"
#include "base/panic_text.h"

#include <string.h>

enum {
    MSECCFG_MML = 1,
    MSECCFG_RLB = 4,
    /* Entries that are locked without Smepmp: page zero and the lowest guards. */
    GUARD_ENTRIES = 4,
    /* From the first of the further guards up to behind the last. */
    FURTHER_GUARDS = 8,
    FURTHER_GUARDS_END = 11,
    LAST_OF_FEW = 7,
    LAST = 15,
};

struct lower_entries rti_lower_entries;

__attribute__((weak)) bool rti_regions_include_rest(void)
{
    return false;
}

/* What the report names: see rti_pmp_missing. */
static bool has_guards;

uint32_t rti_pmp_unusual_missing(void)
{
    if (!has_guards) {
        return PMP_MISSING_ALL;
    }
    const bool has_ram_text = ((const uint8_t *)rti_pmp_table.configs)[PROTECT_ROW_RAM_TEXT] != 0;
    return 1U << 5 | 1U << 6 | (has_ram_text ? 1U << PROTECT_ROW_RAM_TEXT : 0) |
           1U << PROTECT_ROW_ALL | 1U << PROTECT_UNDECLARED;
}

/* Sets mseccfg.RLB, which only Smepmp has, and clears it again. Nothing may be locked yet. */
static bool has_smepmp(void)
{
    const bool has_it = (rti_probe_set_mseccfg(MSECCFG_RLB) & MSECCFG_RLB) != 0;

    if (has_it) {
        __asm__ volatile("csrci 0x747, 4"); /* mseccfg.RLB */
    }
    return has_it;
}

static void set_addresses(unsigned long area, const char *stack_low)
{
    PMP_ROWS(SET_ADDRESS)
    csr_write(pmpaddr15, ~0UL);
}

static uint8_t wanted(unsigned entry)
{
    return ((const uint8_t *)rti_pmp_table.configs)[entry];
}

static bool holds(unsigned entry, uint8_t config)
{
    return rti_pmp_config(entry) == config;
}

static __attribute__((cold, noinline, noreturn)) void refuse(void)
{
    PANIC("an earlier stage has locked entries of the PMP, which MODES needs");
}

static bool is_guard(unsigned entry)
{
    return entry < GUARD_ENTRIES || (entry >= FURTHER_GUARDS && entry < FURTHER_GUARDS_END);
}

/* Whether what is not as written are guards only. An earlier stage may have locked another entry,
 * which lower modes would have too. */
static void check_others(const uint8_t wanted[], const uint8_t found[])
{
    for (unsigned entry = 0; entry <= LAST; entry++) {
        if (!is_guard(entry) && found[entry] != wanted[entry]) {
            refuse();
        }
    }
}

/* Those of Hazard3, which only any.c knows: see entries.h. */
static void refuse_quirks(unsigned last)
{
    if ((rti_pmp_address(last) & 1) == 0) {
        PANIC("MODES can't be had on this core: its PMP's registers are not as specified");
    }
}

/* The guards, and the entry that denies the rest to lower modes. Returns false if the core is too
 * coarse for the guards. */
static bool lock_guards(unsigned last)
{
    unsigned long configs[RT_REGIONS_WORDS] = {0};
    unsigned long found[RT_REGIONS_WORDS];

    for (unsigned entry = 0; entry < last; entry++) {
        if (is_guard(entry)) {
            ((uint8_t *)configs)[entry] = wanted(entry);
        }
    }
    ((uint8_t *)configs)[last] = PMP_NAPOT;
    rti_pmp_set_address(last, ~0UL);
    pmp_write_words(configs);
    pmp_fence();
    pmp_read_words(found);
    refuse_quirks(last);
    if (memcmp(found, configs, last + 1) == 0) {
        return true;
    }
    check_others((const uint8_t *)configs, (const uint8_t *)found);
    return false;
}

static bool lock_all(void)
{
    lock_low(rti_pmp_table.configs[WORDS_OF_FEW - 1]);
    lock_high();
    pmp_fence();
    for (unsigned entry = 0; entry <= LAST; entry++) {
        if (!holds(entry, wanted(entry))) {
            refuse();
        }
    }
    if ((rti_probe_set_mseccfg(MSECCFG_MML) & MSECCFG_MML) == 0) {
        refuse();
    }
    return true;
}

/* Turns off what regions an earlier start has left. */
static void clear_regions(void)
{
    const unsigned last = csr_read(pmpaddr15) == 0 ? LAST_OF_FEW : LAST;

    for (unsigned entry = 0; entry < last; entry++) {
        if ((rti_pmp_config(entry) & PMP_LOCK) == 0) {
            rti_pmp_set_config(entry, 0);
        }
    }
    pmp_fence();
}

/* Returns false if the guards must be painted. */
static bool program(unsigned long area, const char *stack_low)
{
    if (holds(0, PROTECT_GUARD)) {
        /* A start without a reset: what is locked stays, such as the guard of the first stack. */
        clear_regions();
        return true;
    }
    const bool has_mml = !rti_regions_include_rest() && has_smepmp();
    set_addresses(area, stack_low);
    const bool has_few = csr_read(pmpaddr15) == 0;
    if (csr_read(pmpaddr1) !=
        (stack_low != NULL ? guard_of(stack_low) : rti_pmp_table.addresses[1])) {
        PANIC("the PMP of this hart is too coarse for MODES");
    }
    return has_mml && !has_few ? lock_all() : lock_guards(has_few ? LAST_OF_FEW : LAST);
}

/* Whether an entry is off, and does not bound the next one. */
static bool is_free(const uint8_t configs[], unsigned entry)
{
    const uint8_t bounds_next = PMP_LOCK | PMP_TOR;

    return configs[entry] == 0 && (configs[entry + 1] & (PMP_LOCK | PMP_NAPOT)) != bounds_next;
}

static void find_entries(void)
{
    struct lower_entries *const found = &rti_lower_entries;

    memset(found, 0, sizeof(*found));
    pmp_read_words(found->off);
    for (unsigned entry = 0; entry < LAST && found->count < RT_REGIONS_ENTRIES; entry++) {
        if (!is_free((const uint8_t *)found->off, entry)) {
            continue;
        }
        rti_pmp_set_address(entry, ~0UL);
        const unsigned long ones = rti_pmp_address(entry);
        if (ones != 0) {
            found->grain = (uint32_t)(4 * (ones & -ones));
            found->address_mask = ones | (ones - 1);
            found->entry[found->count++] = (unsigned char)entry;
            ((uint8_t *)found->mask)[entry] = 0xff;
        }
    }
}

void rti_pmp_init(void)
{
    if (rti_probe_pmp() == 0) {
        rti_guards_paint_at_boot(GUARDS_MASK);
        return;
    }
    has_guards = program(0, NULL);
    find_entries();
    if (!has_guards) {
        rti_guards_paint_at_boot(GUARDS_MASK);
    }
}

__attribute__((weak, alias("rti_pmp_init"))) void rti_pmp_start(void);

unsigned long rti_pmp_init_hart(unsigned long area, const char *stack_low)
{
    return rti_probe_pmp() != 0 && program(area >> 2, stack_low) ? 0 : GUARDS_MASK;
}
