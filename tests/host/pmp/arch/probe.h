/* SPDX-License-Identifier: MIT */
/* The probes of the modelled core; see pmp_core.c. */
#ifndef ARCH_PROBE_H
#define ARCH_PROBE_H

unsigned long rti_probe_pmp(void);
long rti_probe_pmp_at_start(void);
unsigned long rti_probe_mseccfg(void);

#endif
