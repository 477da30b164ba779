/* SPDX-License-Identifier: MIT */
/** @file
 * Memory that a caller of the firmware names by its physical address (sbi/call.h).
 */
#ifndef SBI_MEMORY_H
#define SBI_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Whether @p size bytes from the physical address @p high, @p low on are the supervisor's memory:
 * all in one range of RAM of the device tree, and none of them this firmware's. @p high is the part
 * above XLEN bits. True if @p size is 0. The firmware may then access them. Callable from anywhere.
 */
bool sbi_is_memory(unsigned long low, unsigned long high, size_t size);

#ifdef __cplusplus
}
#endif

#endif
