/* SPDX-License-Identifier: MIT */
/* void enter_context(const struct context *context) */
    .globl enter_context
    .section .text.enter_context, "ax"
enter_context:
#if __riscv_xlen == 64
    ld sp, 0(a0)
    ld ra, 8(a0)
#else
    lw sp, 0(a0)
    lw ra, 4(a0)
#endif
    ret
