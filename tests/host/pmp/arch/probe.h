/* SPDX-License-Identifier: MIT */
/* The probes of the modelled core; see pmp_core.c. */
#ifndef ARCH_PROBE_H
#define ARCH_PROBE_H

#include <stdbool.h>
#include <stdint.h>

unsigned long rti_probe_pmp(void);
long rti_probe_pmp_at_start(void);
unsigned long rti_probe_mseccfg(void);
bool rti_probe_as_user(uintptr_t address);

#endif
