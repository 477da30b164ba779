/* SPDX-License-Identifier: MIT */
/* A caller without code after its call, and labels that no call returns to: see callers.c. */
#include "arch/word.h"

    .section .text.calls_at_its_end, "ax", @progbits
    .globl calls_at_its_end
    .type calls_at_its_end, @function
calls_at_its_end:
    .cfi_startproc
    addi sp, sp, -16
    .cfi_def_cfa_offset 16
    STORE ra, 0(sp)
    .cfi_offset ra, -16
    jal innermost
    .cfi_endproc
    .size calls_at_its_end, . - calls_at_its_end

    .globl after_its_end
    .type after_its_end, @function
after_its_end:
    j 1f
1:
    .globl behind_a_jump
behind_a_jump:
    ebreak
    .globl behind_an_ebreak
behind_an_ebreak:
    jal t0, 1b
    .globl behind_a_link
behind_a_link:
    ret
    .size after_its_end, . - after_its_end
