/* SPDX-License-Identifier: MIT */
/*
 * Which physical addresses are the supervisor's.
 */
#include "hart.h"

#include <rt/regions.h>
#include <sbi/memory.h>

/* Whether a range has all of [low, last], neither of which wraps round. */
static bool has(const struct sbi_range *range, unsigned long low, unsigned long last)
{
    return low >= range->base && low - range->base < range->size &&
           last - range->base < range->size;
}

static bool is_ram(unsigned long low, unsigned long last)
{
    for (unsigned i = 0; i < sbi_machine->ram_count; i++) {
        if (has(&sbi_machine->ram[i], low, last)) {
            return true;
        }
    }
    return false;
}

static bool is_firmware(unsigned long low, unsigned long last)
{
    struct rt_region list[2];
    const unsigned count = rt_regions_of_firmware(list);

    for (unsigned i = 0; i < count; i++) {
        if (low < list[i].base + list[i].size && last >= list[i].base) {
            return true;
        }
    }
    return false;
}

bool sbi_is_memory(unsigned long low, unsigned long high, size_t size)
{
    const unsigned long last = low + (size - 1);

    return size == 0 || (high == 0 && last >= low && is_ram(low, last) && !is_firmware(low, last));
}

bool sbi_is_start(unsigned long address)
{
    return address % 2 == 0 &&
           (sbi_is_memory(address, 0, 2) || has(&sbi_machine->flash, address, address + 1));
}
