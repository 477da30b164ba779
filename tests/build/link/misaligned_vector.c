/* SPDX-License-Identifier: MIT */
/*
 * A trap vector of the application's own, which forgot what mtvec asks of its address.
 */
int main(void)
{
    return 0;
}

__asm__(".balign 64\n"
        ".option push\n"
        ".option norvc\n"
        "    j rt_trap_vector\n"
        ".globl rt_mtvec\n"
        "rt_mtvec:\n"
        "    j rt_trap_vector\n"
        ".option pop\n");
