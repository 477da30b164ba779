/* SPDX-License-Identifier: MIT */
#include "boot_args.h"
#include "entry_minimal.h"

void rti_entry(unsigned long a0, unsigned long a1, unsigned long a2)
{
    boot_args_keep(a0, a1, a2);
    ENTER_MAIN();
}
