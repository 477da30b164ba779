/* SPDX-License-Identifier: MIT */
/*
 * Probes of the PMP (probe.S).
 */
#ifndef ARCH_PROBE_H
#define ARCH_PROBE_H

#include <rt/detail/registers.h>

#include <stdbool.h>
#include <stdint.h>

/**
 * Returns pmpaddr0. If that is 0, returns what it reads after all ones were written, and writes 0
 * again: 0 if there is no PMP. An entry in use keeps its address, because where mseccfg.RLB is set,
 * all ones in a locked one would close everything.
 */
unsigned long rti_probe_pmp(void);

#if __riscv_xlen == 64
#define ARCH_LOW_WORD "sext.w"
#else
#define ARCH_LOW_WORD "mv"
#endif
#define ARCH_SAVED_RA RT_HIGH_REGISTER_OR("t3", "a5")

/**
 * For a hart's start: turns entry 0 off, so that its address reads as the granularity has it,
 * writes all ones to it, and returns the low 32 bits of what it then reads, as a signed number; 0
 * if that faults. In assembly, so that the boot needs no stack frame for one call.
 */
static inline long rti_probe_pmp_at_start(void)
{
    long bits;

    __asm__ volatile("li a0, -1\n\t"
                     "mv " ARCH_SAVED_RA ", ra\n\t"
                     "call rti_probe_pmp_start\n\t"
                     "mv ra, " ARCH_SAVED_RA "\n\t" ARCH_LOW_WORD " %0, a0"
                     : "=r"(bits)
                     :
                     : "a0", "t0", "t1", "t2", ARCH_SAVED_RA, "memory");
    return bits;
}

/** Whether a byte at @p address may be loaded in user mode. False if the core has none. */
bool rti_probe_as_user(uintptr_t address);

/** Executes sfence.vma. False if the core has no supervisor mode, and so no such instruction. */
bool rti_probe_fence(void);

/** The register satp, or 0 if the core has none. */
unsigned long rti_probe_satp(void);

/** Sets @p bits of mseccfg and returns what it then is, or 0 if the core has none. */
unsigned long rti_probe_set_mseccfg(unsigned long bits);

/** The low word of mseccfg, or 0 if the core has none. */
unsigned long rti_probe_mseccfg(void);

#endif
