/* SPDX-License-Identifier: MIT */
/*
 * How long a process was kept waiting by a busy host, so that a time limit judges the firmware and
 * not what else the machine has to do.
 */
#ifndef RIVET_RUN_STARVED_H
#define RIVET_RUN_STARVED_H

#include <stdint.h>
#include <sys/types.h>

/**
 * Milliseconds for which the thread of @p pid that waited longest was ready to run and got no
 * processor, since it was made; 0 where the kernel does not count that.
 */
int64_t starved_ms(pid_t pid);

#endif
