/* SPDX-License-Identifier: MIT */
/*
 * Naked handlers: assembly straight from the vector, here over a program whose registers are all 0.
 */
#include "irq.h"
#include "irq_foreign.h"

#include <rt/test.h>

#include <string.h>

volatile unsigned naked_calls;

#if __riscv_xlen == 64
#define STORE "sd "
#define LOAD  "ld "
#else
#define STORE "sw "
#define LOAD  "lw "
#endif

RT_INTERRUPT_NAKED(software)
{
    __asm__("csrrw sp, mscratch, sp\n" STORE "t0, %0(sp)\n" STORE "t1, %1(sp)\n"
            ".option push\n"
            ".option norelax\n"
            "la t0, naked_calls\n"
            ".option pop\n"
            "lw t1, 0(t0)\n"
            "addi t1, t1, 1\n"
            "sw t1, 0(t0)\n" LOAD "t0, %0(sp)\n" LOAD "t1, %1(sp)\n"
            "csrrw sp, mscratch, sp\n"
            "csrci mie, 8\n"
            "mret" ::"i"(RT_HART_SCRATCH),
            "i"(RT_HART_SCRATCH + sizeof(long)));
}

RT_TEST(a_naked_handler_is_called_straight_from_the_vector)
{
    static struct foreign_registers wanted, found;

    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    irq_raise_software();
    foreign_interrupt(&wanted, &found);
    RT_EXPECT(memcmp(&found, &wanted, sizeof(found)) == 0);
    RT_EXPECT_EQ(naked_calls, 1);
    RT_EXPECT_EQ(csr_read(mie) & MIP_MSIP, 0);
}
