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

/* One or two ranges; the second may be empty. */
static struct rt_region firmware[2];

void sbi_memory_start(void)
{
    (void)rt_regions_of_firmware(firmware);
}

static bool overlaps(const struct rt_region *region, unsigned long low, unsigned long last)
{
    return low < region->base + region->size && last >= region->base;
}

static bool is_firmware(unsigned long low, unsigned long last)
{
    return overlaps(&firmware[0], low, last) || overlaps(&firmware[1], low, last);
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
