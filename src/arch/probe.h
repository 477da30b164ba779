/* SPDX-License-Identifier: MIT */
/*
 * Probes of the PMP (probe.S).
 */
#ifndef ARCH_PROBE_H
#define ARCH_PROBE_H

/**
 * Writes @p value to pmpaddr0 and returns what it then reads, or 0 if that faults. pmpaddr0 then
 * has its old value again.
 */
unsigned long rti_probe_pmp(unsigned long value);

/**
 * The same for a hart's start: it turns entry 0 off before, so that its address reads as the
 * granularity has it, and leaves the new value. In assembly, so that the boot needs no stack frame
 * for one call.
 */
static inline unsigned long rti_probe_pmp_at_start(unsigned long value)
{
    register unsigned long a0 __asm__("a0") = value;

    __asm__ volatile("mv t3, ra\n\t"
                     "call rti_probe_pmp_start\n\t"
                     "mv ra, t3"
                     : "+r"(a0)
                     :
                     : "t0", "t1", "t2", "t3", "memory");
    return a0;
}

/** The low word of mseccfg, or 0 if the core has none. */
unsigned long rti_probe_mseccfg(void);

#endif
