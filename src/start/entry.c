/* SPDX-License-Identifier: MIT */
/*
 * The one C function between start.S and main.
 */
#include "entry_standard.h"

/** Called by start.S with memory initialised. entry_args.c has the other variant. */
__attribute__((weak, noreturn)) void rti_entry(void);

void rti_entry(void)
{
    ENTER_MAIN();
}
