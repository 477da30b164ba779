/* SPDX-License-Identifier: MIT */
/* A variable that begins at zero, if somebody clears it. */
    .globl cleared
    .section .mybss, "aw", @nobits
    .balign 4
cleared:
    .zero 4
