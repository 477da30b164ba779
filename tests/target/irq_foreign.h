/* SPDX-License-Identifier: MIT */
/*
 * An interrupt over a program whose every register, sp, gp and tp included, may hold anything.
 */
#ifndef TESTS_IRQ_FOREIGN_H
#define TESTS_IRQ_FOREIGN_H

#include <rt/detail/registers.h>

#define FOREIGN_REGISTERS (RT_REGISTERS - 1)
#define FOREIGN_RA        0
#define FOREIGN_SP        1
#define FOREIGN_GP        2
#define FOREIGN_TP        3

#ifndef __ASSEMBLER__

/** x1 and so on. */
struct foreign_registers {
    unsigned long x[FOREIGN_REGISTERS];
};

/**
 * Loads @p wanted, turns interrupts on and off again, and stores what the registers hold then. The
 * interrupt must be pending and enabled. Uses sscratch.
 */
void foreign_interrupt(const struct foreign_registers *wanted, struct foreign_registers *found);

#endif

#endif
