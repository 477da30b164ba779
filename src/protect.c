/* SPDX-License-Identifier: MIT */
/*
 * What the core made of the protection that protect.S asked for.
 */
#include <rt/csr.h>
#include <rt/protect.h>

#include "protect_regions.h"

#include <stddef.h>
#include <stdint.h>

unsigned long rt_probe_pmp(unsigned long value);
extern const uint8_t rt_pmp_configs[8];

static const char *const names[] = {
#define REGION(address, of_hart, config, name) name,
    PROTECT_REGIONS(REGION)
#undef REGION
};

static uint8_t config_in_force(unsigned index)
{
#if __riscv_xlen == 64
    const unsigned long word = csr_read(pmpcfg0);
#else
    const unsigned long word = index < 4 ? csr_read(pmpcfg0) : csr_read(pmpcfg1);
#endif
    return (uint8_t)(word >> (8 * (index % sizeof word)));
}

const char *rt_protect_missing(unsigned nth)
{
    /* With a PMP the first address is locked by now and reads as it was programmed: not zero. */
    const bool present = rt_probe_pmp(0) != 0;

    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (present && config_in_force(i) == rt_pmp_configs[i]) {
            continue;
        }
        if (nth-- == 0) {
            return names[i];
        }
    }
    return NULL;
}
