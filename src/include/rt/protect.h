/* SPDX-License-Identifier: MIT */
/** @file
 * Memory protection by the core's PMP (privileged specification, section 3.7). Page zero and the
 * stack guards are inaccessible, code and constants not writable, data not executable. Addresses
 * that are neither RAM nor in the board's windows (RIVET_BOARD_WINDOWS) are inaccessible. On by
 * default; PROTECTION OFF in rivet_add_firmware turns it off.
 */
#ifndef RT_PROTECT_H
#define RT_PROTECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Bytes of the guard at the low end of a stack passed to rt_hart_start. A core whose granularity is
 * coarser guards it by a pattern.
 */
enum {
    RT_HART_GUARD_SIZE = 256
};

/**
 * Returns the name of the @p nth protection, from 0, that this hart lacks; NULL when there are no
 * more. Callable from anywhere.
 */
const char *rt_protect_missing(unsigned nth);

/**
 * Lets the calling hart load and store in an address range that the board does not declare, such as
 * the memory of a PCIe device, until reset. @p size is in bytes, a power of two from 8 on; @p base
 * is a multiple of it. The range must not have guards or code in it. Returns true if the range is
 * accessible; false if the arguments or the core's granularity forbid it, or if no PMP entry is
 * left. A hart has up to 5. Interrupt stacks, functions in RAM and further program stacks take
 * from them (src/pmp/regions.h). Callable from anywhere.
 */
bool rt_protect_open(uintptr_t base, size_t size);

/**
 * Like rt_protect_open, but for any accesses, execution included: for a loader before it jumps to a
 * program at @p base. The range has the program's code and its data. All of the loader's entries
 * stay locked, its guards too, so the range must be outside the loader's image. If the program has
 * protection of its own, build it with PROTECTION ANY; it uses the entries that are left.
 */
bool rt_protect_open_program(uintptr_t base, size_t size);

#ifdef __cplusplus
}
#endif

#endif
