/* SPDX-License-Identifier: MIT */
/*
 * Register-width instructions and sizes. They let RV32 and RV64 share assembly.
 */
#ifndef ARCH_WORD_H
#define ARCH_WORD_H

#if __riscv_xlen == 64
#define STORE sd
#define LOAD  ld
#define WORD  8
#else
#define STORE sw
#define LOAD  lw
#define WORD  4
#endif

/* The mstatus bit that turns the floating-point unit on (privileged specification, 3.1.6.6). */
#define MSTATUS_FS_INITIAL (1 << 13)

#endif
