/* SPDX-License-Identifier: MIT */
/* Execution continues past its end and a label into the next function. */
    .globl stop, visible_label
    .section .text.stop, "ax"
    .type stop, @function
stop:
    li a0, 10
visible_label:
    addi a0, a0, -1
    bnez a0, visible_label
    .size stop, . - stop
    .type other, @function
other:
    ret
    .size other, . - other
