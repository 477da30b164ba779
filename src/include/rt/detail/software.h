/* SPDX-License-Identifier: MIT */
/** @file
 * The cause of the software interrupt, for assembly too. A board whose harts have no MSIP sets
 * RIVET_BOARD_IPI to imsic, and CMake defines RT_SOFTWARE_CAUSE as 1: their software interrupt is
 * SSIP. A hart can set its own, and src/trap/msi.S sets it when an IPI has arrived.
 */
#ifndef RT_DETAIL_SOFTWARE_H
#define RT_DETAIL_SOFTWARE_H

#ifndef RT_SOFTWARE_CAUSE
/** In mcause, and the number of the bit in mie and mip. */
#define RT_SOFTWARE_CAUSE 3
/** Bits of mie that the software interrupt of another hart needs besides its own. */
#define RT_SOFTWARE_ARRIVES_BY 0
/** Whether an IPI is pending that is no software interrupt yet. */
#define RT_IPI_PENDING() 0
#else
#define RT_SOFTWARE_ARRIVES_BY (1 << 11)
#define RT_IPI_PENDING()       (csr_read(0x35c) >> 16 == 1) /* mtopei */
#endif

/** Whether an interrupt's cause may be this one. A host reads the dumps of all boards. */
#if defined(__riscv) && RT_SOFTWARE_CAUSE == 3
#define RT_IS_SSIP(cause) 0
#else
#define RT_IS_SSIP(cause) ((cause) == 1)
#endif

#endif
