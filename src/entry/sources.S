/* SPDX-License-Identifier: MIT */
/*
 * A symbol for each interrupt source, which rt/interrupt.h refers to; and one for naked handlers,
 * which need no entry.
 */
#include "entry/vectors.h"

#define ROW(name, cause)                               \
    .globl rti_the_board_names_interrupt_source_##name; \
    .set rti_the_board_names_interrupt_source_##name, cause;

    EACH_SOURCE(ROW)

    .globl rti_entry_naked
    .set rti_entry_naked, 1
