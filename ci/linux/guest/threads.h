/* SPDX-License-Identifier: MIT */
/* Threads, one on each hart but the first, and a barrier for all of them. */
#ifndef LINUX_GUEST_THREADS_H
#define LINUX_GUEST_THREADS_H

#include "linux.h"

/** Starts function(cpu) on each hart but the first. With one hart there is one more thread on it.
 */
int threads_start(int cpus, void (*function)(long cpu));

/** Waits until all @p count callers are here. */
void threads_meet(int count);

#endif
