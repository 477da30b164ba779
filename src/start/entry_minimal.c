/* SPDX-License-Identifier: MIT */
#include "entry_minimal.h"

/** Called by start.S with memory initialised. entry_minimal_args.c has the other variant. */
__attribute__((weak, noreturn)) void rti_entry(void);

void rti_entry(void)
{
    ENTER_MAIN();
}
