/* SPDX-License-Identifier: MIT */
/*
 * Vectored mode: the core jumps to BASE + 4 * cause for an interrupt and to BASE for an exception
 * (privileged specification, section 3.1.7).
 *
 * A handler of <rt/interrupt.h> defines rt_vector_<source>. A source without a handler goes to the
 * trap entry and panics; the report names the source.
 */
#include "entry/vectors.h"

/* Where exceptions go, and interrupts without a handler. */
#ifdef LOWER_MODES
#define TRAP_ENTRY rti_mode_vector
#else
#define TRAP_ENTRY rti_trap_vector
#endif

#define TRAP             j TRAP_ENTRY;
#define SOURCE(name)     j rt_vector_##name;
#define ROW(name, cause) .weak rt_vector_##name; rt_vector_##name:

    /* The entries of handlers refer to it, so firmware without any does without this file. */
    .globl rti_vectors
    .set rti_vectors, 1

    .section .text.rt_vector_table, "ax", @progbits
    .option push
    .option norelax
    .option norvc
    /* ld/sections.ld aligns it as the board's core requires. */
    .globl rt_mtvec
    .type rt_vector_table, @function
rt_vector_table:
    VECTOR_TABLE(TRAP, SOURCE)
    .size rt_vector_table, . - rt_vector_table

    /* mtvec is set to the table and mode 1. */
    .set rt_mtvec, rt_vector_table + 1

    .section .text.rt_vector, "ax", @progbits
    EACH_HANDLER(ROW)
    j TRAP_ENTRY
    .option pop
