/* SPDX-License-Identifier: MIT */
#include "pmp_core.h"

#include "arch/probe.h"
#include "base/guards.h"
#include <host_test.h>
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <stdio.h>
#include <string.h>

enum {
    MODE = 0x18,
    NA4 = 0x10,
    TOR = 0x08,
    LOCK = 0x80,
};

struct pmp_core_model core;
static struct rt_hart block;

unsigned long core_painted;

void rti_guards_paint_at_boot(unsigned long guards)
{
    core_painted = guards;
}

struct rt_hart *rt_hart_block(void)
{
    return &block;
}

struct rt_hart *rt_hart_block_of_trap(void)
{
    return &block;
}

void core_reset(unsigned entries, unsigned long grain)
{
    memset(&core, 0, sizeof(core));
    core.entries = entries;
    core.grain = grain;
    core.address_mask = (1UL << 54) - 1;
    block.painted = 0;
    core_painted = 0;
}

void core_set(unsigned entry, unsigned long base, unsigned long size, uint8_t config)
{
    core.address[entry] = (base >> 2) + size / 8 - 1;
    core.config[entry] = config;
}

static bool is_locked(unsigned entry)
{
    return (core.config[entry] & LOCK) != 0 ||
           (entry + 1 < ENTRIES && (core.config[entry + 1] & (MODE | LOCK)) == (TOR | LOCK));
}

/* Section 3.7.1: below the grain, NAPOT reads as ones and the others as zeros. */
static unsigned long read_address(unsigned entry)
{
    const unsigned long low = core.grain / 4 - 1;
    const bool is_napot = (core.config[entry] & MODE) == MODE;

    if (core.shows_low_bits) {
        const unsigned long address = core.address[entry] | low >> 1;
        return is_napot ? address & ~(low >> 1) : address;
    }
    return is_napot ? core.address[entry] | low >> 1 : core.address[entry] & ~low;
}

static bool covers(unsigned entry, unsigned long address)
{
    const unsigned long at = address >> 2;
    const unsigned long low = core.grain / 4 - 1;
    const unsigned long napot = core.address[entry] | low >> 1;
    const unsigned long ones = napot ^ (napot + 1);

    switch (core.config[entry] & MODE) {
    case TOR:
        return at >= (entry == 0 ? 0 : core.address[entry - 1] & ~low) &&
               at < (core.address[entry] & ~low);
    case NA4:
        return at == core.address[entry];
    case MODE:
        return (at & ~ones) == (napot & ~ones);
    default:
        return false;
    }
}

/* The bits of the specification. */
static uint8_t rights_of(unsigned entry)
{
    const uint8_t config = core.config[entry];

    return core.exchanges_r_and_x
               ? (uint8_t)((config & WRITE) | (config & READ) << 2 | (config & EXECUTE) >> 2)
               : config & (READ | WRITE | EXECUTE);
}

bool core_allows(unsigned long address, enum access access)
{
    for (unsigned i = 0; i < ENTRIES; i++) {
        if (covers(i, address)) {
            return (core.config[i] & LOCK) == 0 || (rights_of(i) & access) != 0;
        }
    }
    return true;
}

bool core_works(void)
{
    return core_allows(TEXT, EXECUTE) && core_allows(RODATA - 1, EXECUTE) &&
           core_allows(RODATA, READ) && core_allows(RAM_LAST, WRITE) &&
           core_allows(TRAP_GUARD - 1, WRITE);
}

unsigned long pmp_read(const char *name)
{
    unsigned number;
    unsigned long word = 0;

    assert_true(core.entries != 0);
    if (sscanf(name, "pmpaddr%u", &number) == 1) {
        return number < core.entries + core.hardwired ? read_address(number) : 0;
    }
    assert_int_equal(sscanf(name, "pmpcfg%u", &number), 1);
    memcpy(&word, &core.config[4 * number], sizeof(word));
    return word;
}

/* A mode that the core lacks reads as off; a reserved combination leaves the old value. */
static void write_config(unsigned entry, uint8_t config)
{
    const uint8_t mode = config & MODE;

    const bool is_reserved = (config & (READ | WRITE)) == WRITE && !core.exchanges_r_and_x;

    if (entry >= core.entries || (core.config[entry] & LOCK) != 0 || is_reserved) {
        return;
    }
    if ((mode == TOR && core.lacks_tor) || (mode == MODE && core.lacks_napot) ||
        (mode == NA4 && (core.lacks_napot || core.grain > 4))) {
        config &= (uint8_t)~MODE;
    }
    core.config[entry] = config;
}

static void write_register(const char *name, unsigned long value)
{
    unsigned number;

    if (sscanf(name, "pmpaddr%u", &number) == 1) {
        if (number < core.entries && !is_locked(number)) {
            core.address[number] = value & core.address_mask;
        }
        return;
    }
    assert_int_equal(sscanf(name, "pmpcfg%u", &number), 1);
    for (unsigned i = 0; i < sizeof(value); i++) {
        write_config(4 * number + i, (uint8_t)(value >> (8 * i)));
    }
}

void pmp_write(const char *name, unsigned long value)
{
    assert_true(core.entries != 0);
    write_register(name, value);
    core.stops |= !core_works();
}

unsigned long rti_probe_pmp(void)
{
    if (core.entries == 0) {
        return 0;
    }
    const unsigned long address = pmp_read("pmpaddr0");
    if (address != 0) {
        return address;
    }
    pmp_write("pmpaddr0", ~0UL);
    const unsigned long ones = pmp_read("pmpaddr0");
    pmp_write("pmpaddr0", 0);
    return ones;
}

long rti_probe_pmp_at_start(void)
{
    if (core.entries == 0) {
        return 0;
    }
    pmp_write("pmpcfg0", 0);
    pmp_write("pmpaddr0", ~0UL);
    return (int32_t)pmp_read("pmpaddr0");
}

/* Of the modelled RAM: the host's addresses are others. */
bool rti_probe_as_user(uintptr_t address)
{
    (void)address;
    for (unsigned i = 0; i < ENTRIES; i++) {
        if (covers(i, RAM_LAST)) {
            return (rights_of(i) & READ) != 0;
        }
    }
    return false;
}

unsigned long rti_probe_mseccfg(void)
{
    return 0;
}
