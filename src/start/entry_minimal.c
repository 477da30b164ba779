/* SPDX-License-Identifier: MIT */
/*
 * rti_entry for the smallest firmware (MINIMAL in rivet_add_firmware): no thread-local storage, no
 * protection, no devices.
 */
#include "entry.h"

#include <rt/exit.h>

void rti_entry(void)
{
    run_constructors();
    rt_exit(main(0, no_arguments));
}
