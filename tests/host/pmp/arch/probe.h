/* SPDX-License-Identifier: MIT */
/* The probes of the modelled core; see pmp_core.c. */
#ifndef ARCH_PROBE_H
#define ARCH_PROBE_H

unsigned long rti_probe_pmp(unsigned long value);
unsigned long rti_probe_pmp_at_start(unsigned long value);
unsigned long rti_probe_mseccfg(void);

#endif
