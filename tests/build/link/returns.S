/* SPDX-License-Identifier: MIT */
/* A function that returns, without type and size. */
    .globl stop
    .section .text.stop, "ax"
stop:
    nop
    ret
