/* SPDX-License-Identifier: MIT */
/*
 * Where the assembly of a payload finds the members of struct hart (hart.h).
 */
#ifndef PAYLOAD_LAYOUT_H
#define PAYLOAD_LAYOUT_H

#if __riscv_xlen == 64
#define WORD 8
#else
#define WORD 4
#endif

#define HART_RESULT     0
#define HART_FRAME      (32 * WORD)
#define HART_FRAME_PC   (HART_FRAME + 32 * WORD)
#define HART_KEPT       (65 * WORD)
#define HART_RESUME     (81 * WORD)
#define HART_TRAP_STACK (82 * WORD)
#define HART_STACK      (83 * WORD)
#define HART_AT_START   (84 * WORD)

#endif
