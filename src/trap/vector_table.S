/* SPDX-License-Identifier: MIT */
/*
 * Vectored mode: the core jumps to BASE + 4 * cause for an interrupt and to BASE for an exception
 * (privileged specification, section 3.1.7).
 *
 * A handler of <rt/interrupt.h> defines rt_vector_<source>. A source without a handler goes to the
 * trap entry and panics; the report names the source.
 */
    .section .text.rt_vector, "ax", @progbits
    .option push
    .option norelax
    .option norvc
    /* Align the section itself; without norelax the linker would align by relaxation. */
    .balign 64
    .globl rt_mtvec
    .type rt_vector_table, @function
rt_vector_table:
    .rept 3
    j rti_trap_vector
    .endr
    j rt_vector_software
    .rept 3
    j rti_trap_vector
    .endr
    j rt_vector_timer
    .rept 3
    j rti_trap_vector
    .endr
    j rt_vector_external
    .rept 4
    j rti_trap_vector
    .endr
    .size rt_vector_table, . - rt_vector_table

    /* The value of mtvec: the table, and mode 1. */
    .set rt_mtvec, rt_vector_table + 1

    .weak rt_vector_software, rt_vector_timer, rt_vector_external
rt_vector_software:
rt_vector_timer:
rt_vector_external:
    j rti_trap_vector
    .option pop
