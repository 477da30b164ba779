/* SPDX-License-Identifier: MIT */
/*
 * The regions of a program that has everything but the firmware, such as an operating system.
 *
 * With MML, an entry that gives lower modes the right to execute takes machine mode every right, so
 * the firmware could not read what the program points at. Therefore MML stays off.
 */
#include "entries.h"
#include "lower_entries.h"
#include "regions.h"

#include <rt/image.h>

enum {
    NEAR = 1 << 20,
};

bool rti_regions_include_rest(void)
{
    return true;
}

static struct rt_region between(uintptr_t start, uintptr_t end)
{
    return (struct rt_region){start, end - start, 0};
}

unsigned rt_regions_of_firmware(struct rt_region list[2])
{
    list[0] = between((uintptr_t)rt_text_start, (uintptr_t)rt_rodata_end);
    list[1] = between((uintptr_t)rt_stack_guard, (uintptr_t)rt_heap_end);
    const uintptr_t gap = list[1].base - (list[0].base + list[0].size);

    /* Alignment and the code of programs are between them, or they are in different memories. */
    if (gap < NEAR) {
        list[0].size += gap + list[1].size;
        list[1].size = 0;
        return 1;
    }
    return 2;
}

static bool deny_firmware(struct rt_regions *regions)
{
    const uintptr_t grain = rti_lower_entries.grain;
    struct rt_region list[2];
    bool has_all = true;

    for (unsigned i = rt_regions_of_firmware(list); i > 0 && has_all; i--) {
        const uintptr_t base = list[i - 1].base / grain * grain;
        const uintptr_t end = list[i - 1].base + list[i - 1].size;
        const struct rt_region whole = {base, (end - base + grain - 1) / grain * grain, 0};
        has_all = rti_regions_add(regions, &whole);
    }
    return has_all;
}

/* One NAPOT entry for every address. */
static bool allow_rest(struct rt_regions *regions)
{
    if (regions->count == rti_lower_entries.count) {
        return false;
    }
    const unsigned entry = rti_lower_entries.entry[regions->count];
    regions->addresses[regions->count++] = rti_lower_entries.address_mask;
    ((uint8_t *)regions->words)[entry] = PMP_NAPOT | PMP_R | PMP_W | PMP_X;
    return true;
}

int rt_regions_init_rest(struct rt_regions *regions, const struct rt_region *list, size_t count)
{
    if (rti_lower_entries.count == 0) {
        return HAL_ERR_UNSUPPORTED;
    }
    rti_regions_clear(regions);
    for (size_t i = 0; i < count; i++) {
        const struct rt_region denied = {list[i].base, list[i].size, 0};
        if (!rti_regions_have_bounds(&denied)) {
            return HAL_ERR_INVALID;
        }
        if (!rti_regions_add(regions, &denied)) {
            return HAL_ERR_BUSY;
        }
    }
    return deny_firmware(regions) && allow_rest(regions) ? HAL_OK : HAL_ERR_BUSY;
}
