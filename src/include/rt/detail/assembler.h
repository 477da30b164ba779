/* SPDX-License-Identifier: MIT */
/** @file
 * cmake/RivetIsa.cmake includes this first in every assembly file.
 *
 * Only debuggers use the unwinding information. The linker scripts keep .debug_frame, which takes
 * no target memory, and drop .eh_frame, which assemblers write by default.
 */
#ifndef RT_DETAIL_ASSEMBLER_H
#define RT_DETAIL_ASSEMBLER_H

/* clang-format off */
#ifdef __ASSEMBLER__
    .cfi_sections .debug_frame
#endif

#endif
