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
    const uintptr_t grain = rti_lower_entries.grain;
    const uintptr_t base = start / grain * grain;

    return (struct rt_region){base, (end - base + grain - 1) / grain * grain, 0};
}

/* Its code and constants, and its memory. */
static bool deny_firmware(struct rt_regions *regions)
{
    struct rt_region code = between((uintptr_t)rt_text_start, (uintptr_t)rt_rodata_end);
    const struct rt_region data = between((uintptr_t)rt_stack_guard, (uintptr_t)rt_heap_end);
    const uintptr_t gap = data.base - (code.base + code.size);

    /* Alignment and the code of programs are between them, or they are in different memories. */
    if (gap < NEAR) {
        code.size += gap + data.size;
        return rti_regions_add(regions, &code);
    }
    return rti_regions_add(regions, &code) && rti_regions_add(regions, &data);
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
