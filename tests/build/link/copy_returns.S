/* SPDX-License-Identifier: MIT */
/* A function that does not return, and a copy that does. Compilers give copies such names. */
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
