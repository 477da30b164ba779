/* SPDX-License-Identifier: MIT */
/*
 * The regions of lower modes as entries of the PMP.
 */
#include "entries.h"
#include "lower.h"
#include "lower_entries.h"
#include "range.h"
#include "regions.h"

#include <rt/image.h>

#include <stdbool.h>
#include <string.h>

enum {
    RIGHTS = RT_REGION_READ | RT_REGION_WRITE | RT_REGION_EXECUTE,
};

static_assert(RT_REGION_READ == PMP_R && RT_REGION_WRITE == PMP_W && RT_REGION_EXECUTE == PMP_X,
              "rights are those of pmpcfg");

/* One past its last address, as address registers have it. Not of the base plus the size, which may
 * wrap round to 0. */
static uintptr_t end_of(const struct rt_region *region)
{
    return ((region->base + (region->size - 1)) >> 2) + 1;
}

bool rti_regions_have_bounds(const struct rt_region *region)
{
    const uintptr_t bounds = region->base | region->size;

    return region->size != 0 && region->base + (region->size - 1) >= region->base &&
           bounds % rti_lower_entries.grain == 0 &&
           (end_of(region) & ~rti_lower_entries.address_mask) == 0;
}

static bool is_valid(const struct rt_region *region)
{
    const bool can_write = (region->rights & RT_REGION_WRITE) != 0;

    return rti_regions_have_bounds(region) && region->rights != 0 &&
           (region->rights & ~(unsigned)RIGHTS) == 0 &&
           (!can_write || (region->rights & RT_REGION_READ) != 0);
}

static bool has_part_of(const struct rt_region *region, const char *start, const char *end)
{
    const uintptr_t last = region->base + (region->size - 1);

    return region->base < (uintptr_t)end && (uintptr_t)start <= last;
}

/* Whether it has a part of the firmware's code, constants or stacks, or an entry that comes before
 * those for regions, and is locked, decides about a part. */
static bool is_taken(const struct rt_region *region)
{
    if (has_part_of(region, rt_text_start, rt_rodata_end) ||
        has_part_of(region, rt_stack_start, rt_harts_end)) {
        return true;
    }
    const uintptr_t first = region->base >> 2;
    const uintptr_t last = (region->base + region->size - 1) >> 2;
    const unsigned behind = rti_lower_entries.entry[rti_lower_entries.count - 1];

    for (unsigned entry = 0; entry < behind; entry++) {
        const struct range row = range_of(entry);
        if ((rti_pmp_config(entry) & PMP_LOCK) != 0 && row.first <= last && first <= row.last) {
            return true;
        }
    }
    return false;
}

static uint8_t config_of(const struct rt_regions *regions, unsigned position)
{
    return ((const uint8_t *)regions->words)[rti_lower_entries.entry[position]];
}

/* Sets the next entry. Returns false if there is none. */
static bool add(struct rt_regions *regions, unsigned long address, unsigned config)
{
    if (regions->count == rti_lower_entries.count) {
        return false;
    }
    const unsigned entry = rti_lower_entries.entry[regions->count];
    regions->addresses[regions->count++] = address;
    ((uint8_t *)regions->words)[entry] = (uint8_t)config;
    return true;
}

/* Whether the entry to come is the neighbour of the last one, which a TOR entry begins at. */
static bool follows(const struct rt_regions *regions)
{
    const unsigned next = regions->count;

    return next > 0 && next < rti_lower_entries.count &&
           rti_lower_entries.entry[next] == rti_lower_entries.entry[next - 1] + 1;
}

static bool add_range(struct rt_regions *regions, unsigned long first, unsigned long end,
                      unsigned rights)
{
    while (!follows(regions) || regions->addresses[regions->count - 1] != first) {
        if (!add(regions, first, 0)) {
            return false;
        }
    }
    return add(regions, end, PMP_TOR | rights);
}

bool rti_regions_add(struct rt_regions *regions, const struct rt_region *region)
{
    const bool is_power = (region->size & (region->size - 1)) == 0;

    if (is_power && region->size >= 8 && (region->base & (region->size - 1)) == 0) {
        return add(regions, (region->base >> 2) + (region->size / 8 - 1),
                   PMP_NAPOT | region->rights);
    }
    return add_range(regions, region->base >> 2, end_of(region), region->rights);
}

void rti_regions_clear(struct rt_regions *regions)
{
    memset(regions, 0, sizeof(*regions));
    memcpy(regions->words, rti_lower_entries.off, sizeof(regions->words));
}

int rt_regions_init(struct rt_regions *regions, const struct rt_region *list, size_t count)
{
    if (rti_lower_entries.count == 0) {
        return HAL_ERR_UNSUPPORTED;
    }
    rti_regions_clear(regions);
    for (size_t i = 0; i < count; i++) {
        if (!is_valid(&list[i]) || is_taken(&list[i])) {
            return HAL_ERR_INVALID;
        }
        if (!rti_regions_add(regions, &list[i])) {
            return HAL_ERR_BUSY;
        }
    }
    return HAL_OK;
}

/* Whether the entry at a position of a set has a word, an address shifted right by 2. */
static bool entry_has(const struct rt_regions *regions, unsigned position, uintptr_t word)
{
    const unsigned long address = regions->addresses[position];
    const unsigned long ones = address ^ (address + 1);

    switch (config_of(regions, position) & PMP_NAPOT) {
    case PMP_NAPOT:
        return (word | ones) == (address | ones);
    case PMP_TOR:
        return word >= regions->addresses[position - 1] && word < address;
    default:
        return false;
    }
}

/* The first entry that has the word decides. */
static bool allows(const struct rt_regions *regions, uintptr_t word, unsigned right)
{
    for (unsigned i = 0; i < regions->count; i++) {
        if (entry_has(regions, i, word)) {
            return (config_of(regions, i) & right) != 0;
        }
    }
    return false;
}

size_t rti_regions_allow(const struct rt_regions *regions, uintptr_t address, size_t size,
                         unsigned right)
{
    size_t allowed = 0;

    while (regions != NULL && allowed < size && address + allowed >= address &&
           allows(regions, (address + allowed) >> 2, right)) {
        allowed += 4 - (address + allowed) % 4;
    }
    return allowed < size ? allowed : size;
}

size_t rt_regions_grain(void)
{
    return rti_lower_entries.grain;
}

unsigned rt_regions_available(void)
{
    return rti_lower_entries.count;
}
