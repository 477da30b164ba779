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
 * Milliseconds, of the last @p elapsed_ms, that @p pid had no use of: the time for which its
 * threads were ready to run and got no processor, all added up, for one may have waited for
 * another's turn. What the thread that ran longest had is never among them, so who spins without
 * end is found out however many wait. 0 where the kernel does not count that.
 */
int64_t starved_ms(pid_t pid, int64_t elapsed_ms);

#endif
