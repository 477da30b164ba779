/* SPDX-License-Identifier: MIT */
/*
 * The PMP of this core does not read back the lowest bit of an address.
 */
#include <rt/program.h>

unsigned long __wrap_rti_pmp_address(unsigned entry);
unsigned long __real_rti_pmp_address(unsigned entry);

unsigned long __wrap_rti_pmp_address(unsigned entry)
{
    return __real_rti_pmp_address(entry) & ~1UL;
}

int main(void)
{
    static struct rt_program program;

    return rt_program_init(&program, RT_MODE_USER, 0, 0) == HAL_OK ? 0 : 1;
}
