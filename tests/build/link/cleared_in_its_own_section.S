/* SPDX-License-Identifier: MIT */
/* A variable that is zero only if the start clears its section. */
    .globl cleared
    .section .mybss, "aw", @nobits
    .balign 4
cleared:
    .zero 4
