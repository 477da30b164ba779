/* SPDX-License-Identifier: MIT */
/*
 * Ends with status 42 if its image was loaded completely: code, constants, initialised variables
 * and a function in RAM. Small, because QEMU 7.2 loads no flat file larger than the machine's RAM,
 * which has 16 KiB on sifive_e.
 */
#include <rt/ram_function.h>

static const volatile int constant = 30;
static volatile int variable = 7;
static _Thread_local volatile int per_thread = 4;

RT_RAM_FUNCTION static int in_ram(int value)
{
    return value + 1;
}

int main(void)
{
    return in_ram(constant + variable + per_thread);
}
