/* SPDX-License-Identifier: MIT */
#include <rt/csr.h>

#include <stdbool.h>

bool csr_exists_elsewhere(void);

bool csr_exists_elsewhere(void)
{
    return rt_csr_exists(0x340) && !rt_csr_exists(0x8ff);
}
