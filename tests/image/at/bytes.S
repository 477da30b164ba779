/* SPDX-License-Identifier: MIT */
/* 16 bytes in .text and 4 in .data, for images at any addresses. Nothing runs them. */
    .globl _start
    .text
_start:
    .word 1, 2, 3, 4

    .data
    .word 5
