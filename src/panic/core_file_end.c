/* SPDX-License-Identifier: MIT */
/*
 * What happens after a panic in firmware with CORE_FILE: the core file, then the end.
 */
#include "panic.h"

#include <rt/console.h>
#include <rt/core_file.h>
#include <rt/exit.h>
#include <rt/panic.h>

/* Made by rivet_add_firmware. */
extern const char rt_core_file_path[];

void rt_panic_end(void)
{
    if (rt_core_file_write(rt_core_file_path) != HAL_OK) {
        rti_panic_say("no core file: %s could not be written\n", rt_core_file_path);
        rt_console_drain();
    }
    rt_exit(RT_PANIC_STATUS);
}
