/* SPDX-License-Identifier: MIT */
/*
 * A console that always faults. Neither the report of a panic nor the report of the fault in it
 * can be made, and the run still ends with the panic's status.
 */
#include "faults.h"

#include <rt/panic.h>

#include <stddef.h>

void __wrap_rt_console_write(const char *bytes, size_t size);

/* NOLINTNEXTLINE(bugprone-reserved-identifier): the linker's name for it */
void __wrap_rt_console_write(const char *bytes, size_t size)
{
    (void)bytes;
    (void)size;
    AT(int, 8) = 1;
}

int main(void)
{
    rt_panic("unheard");
}
