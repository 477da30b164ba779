/* SPDX-License-Identifier: MIT */
/*
 * Setting up a hart's own corner of memory.
 */
#include "entry.h"

#include <rt/csr.h>
#include <rt/hart_block.h>
#include <rt/image.h>

#include <string.h>

void rt_hart_block_init(void)
{
    struct rt_hart *const hart = rt_hart_block();
    char *const tls = (char *)(hart + 1);
    const size_t initialised = (size_t)(rt_tdata_end - rt_tdata_start);
    const size_t size = (size_t)(rt_boot_tls_end - rt_boot_tls);

    *hart = (struct rt_hart){.id = csr_read(mhartid), .state = RT_HART_RUNNING};
    memcpy(tls, rt_tdata_start, initialised);
    memset(tls + initialised, 0, size - initialised);
}
