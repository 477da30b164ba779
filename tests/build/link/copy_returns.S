/* SPDX-License-Identifier: MIT */
/* A function that does not return, and a copy of it that does, named as compilers name copies. */
    .globl stop
    .section .text.stop, "ax"
    .type stop, @function
stop:
    j stop
    .size stop, . - stop
    .type stop.constprop.0, @function
stop.constprop.0:
    ret
    .size stop.constprop.0, . - stop.constprop.0
