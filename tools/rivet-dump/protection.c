/* SPDX-License-Identifier: MIT */
/* As rti_pmp_missing of src/pmp/inspect.c, which reads the registers themselves. */
#include "protection.h"

#include "base/guards.h"
#include "pmp/regions.h"

bool protection_is_off(const struct memory *memory)
{
    return memory_symbol(memory, "rti_pmp_table") == 0;
}

/* A register has a byte for each entry. On RV64 there are only those with even numbers. */
static uint8_t config(const struct host_snapshot *host, unsigned entry)
{
    const unsigned word = host->memory->word;
    const unsigned number = entry / 4;
    const unsigned field = DUMP_FIELD_protection0 + (word == 8 ? number / 2 * 2 : number);
    return (uint8_t)(host->fields[field] >> 8 * (entry % word));
}

static bool is_missing(const struct host_snapshot *host, const uint8_t *wanted, unsigned entry)
{
    return (wanted[entry] & PMP_NAPOT) != 0 && (wanted[entry] & PMP_W) == 0 &&
           config(host, entry) != wanted[entry];
}

/* Entries 0 to 6 are the same on each core that the table is for. */
static bool is_on(const struct host_snapshot *host, const uint8_t *wanted)
{
    for (unsigned entry = 0; entry < 7; entry++) {
        if (config(host, entry) != wanted[entry]) {
            return false;
        }
    }
    return true;
}

uint32_t protection_missing(const struct host_snapshot *host)
{
    const struct memory *memory = host->memory;
    const uint64_t failed = host->fields[DUMP_FIELD_failed];
    const uint64_t table = memory_symbol(memory, "rti_pmp_table");
    const uint8_t *wanted = elf_at(memory->elf, table + PROTECT_TABLE_CONFIGS, PROTECT_ENTRIES);
    const uint64_t block = host->fields[DUMP_FIELD_block];
    uint32_t missing = 0;
    if (table == 0 || wanted == NULL || (failed >> DUMP_PART_protection & 1) != 0) {
        return PMP_MISSING_ALL;
    }
    if (!is_on(host, wanted)) {
        /* PROTECTION ANY has planned entries for this core, and remembers what it left out. */
        const uint64_t number = memory_word(memory, block, RT_HART_number);
        const uint64_t planned = memory_symbol(memory, "missing_of");
        return planned != 0 && memory_has(memory, planned + 4 * number, 4)
                   ? (uint32_t)memory_number(memory, planned + 4 * number, 4)
                   : PMP_MISSING_ALL;
    }
    for (unsigned entry = 0; entry < PROTECT_ROW_ALL; entry++) {
        missing |= is_missing(host, wanted, entry) ? 1U << entry : 0;
    }
    if ((memory_word(memory, block, RT_HART_painted) & GUARD_PROGRAM) != 0) {
        missing |= 1U << PROTECT_ROW_STACK;
    }
    if (config(host, PROTECT_ROW_ALL) != PROTECT_GUARD) {
        missing |= 1U << PROTECT_UNDECLARED;
    }
    if (config(host, PROTECT_ROW_ALL) == 0 &&
        config(host, PROTECT_ROW_ALL_OF_FEW) != PROTECT_EVERYTHING) {
        missing |= 1U << PROTECT_ROW_ALL;
    }
    return missing;
}
