/* SPDX-License-Identifier: MIT */
/*
 * An earlier stage has locked an entry of the PMP that lets everyone do everything.
 */
#include <rt/csr.h>
#include <rt/program.h>

void __wrap_rti_pmp_start(void);
void __real_rti_pmp_start(void);

void __wrap_rti_pmp_start(void)
{
    csr_write(pmpaddr5, ~0UL);
#if __riscv_xlen == 64
    csr_write(pmpcfg0, 0x9fUL << 40);
#else
    csr_write(pmpcfg1, 0x9fUL << 8);
#endif
    __real_rti_pmp_start();
}

int main(void)
{
    static struct rt_program program;

    return rt_program_init(&program, RT_MODE_USER, 0, 0) == HAL_OK ? 0 : 1;
}
