/* SPDX-License-Identifier: MIT */
#include "pmp.h"

void rti_pmp_relock(void);

void rti_pmp_relock(void)
{
    rti_pmp_init();
}
