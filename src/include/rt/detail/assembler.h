/* SPDX-License-Identifier: MIT */
/** @file
 * Comes first in every assembly file; cmake/RivetIsa.cmake sees to it.
 *
 * Unwinding information is for debuggers alone: the linker scripts keep .debug_frame, which costs
 * the target nothing, and drop .eh_frame, which is what assemblers write by default.
 */
#ifndef RT_DETAIL_ASSEMBLER_H
#define RT_DETAIL_ASSEMBLER_H

/* clang-format off */
#ifdef __ASSEMBLER__
    .cfi_sections .debug_frame
#endif

#endif
