/* SPDX-License-Identifier: MIT */
/* The registers of the storm's main loop; irq_storm_hold.S depends on this layout. */
#ifndef TESTS_IRQ_STORM_H
#define TESTS_IRQ_STORM_H

#include <rt/detail/registers.h>

/* All registers except sp, gp, tp and a counter: ra, t0, t1, t2, s0, s1, a1 and so on, and a0. The
 * last but one of them counts the rounds. */
#define STORM_INTEGERS (RT_REGISTERS - 5)
#define STORM_COUNTED  (STORM_INTEGERS - 2)

#ifdef __riscv_flen
#define STORM_FLOATS 32
#else
#define STORM_FLOATS 0
#endif

#ifndef __ASSEMBLER__

#include <stdint.h>

struct storm_registers {
    uint64_t floats[32]; /* 8 bytes each, whatever the width of a register */
    uint64_t fcsr;
    unsigned long integers[STORM_INTEGERS];
};

/** Loads all from @p registers, increments one @p rounds times (1 or more), stores all back. */
void storm_hold(struct storm_registers *registers, unsigned long rounds);

/** Overwrites all registers that a function need not preserve: integer and floating-point. */
void storm_spoil(void);
void storm_spoil_floats(void);

#endif

#endif
