/* SPDX-License-Identifier: MIT */
/*
 * The names of trap causes (privileged specification, 3.1.15).
 */
#include "text_table.h"

#include <rt/csr.h>
#include <rt/trap.h>

#include <stdbool.h>

/* Exceptions in the order of their numbers, then interrupts 3, 7, 11 and all others. */
static const char cause_names[] = "instruction address misaligned\0"
                                  "instruction access fault\0"
                                  "illegal instruction\0"
                                  "breakpoint\0"
                                  "load address misaligned\0"
                                  "load access fault\0"
                                  "store or atomic address misaligned\0"
                                  "store or atomic access fault\0"
                                  "environment call from user mode\0"
                                  "environment call from supervisor mode\0"
                                  "unknown trap\0"
                                  "environment call from machine mode\0"
                                  "software interrupt\0"
                                  "timer interrupt\0"
                                  "external interrupt\0"
                                  "local interrupt";

enum {
    UNKNOWN_TRAP = 10,
    EXCEPTIONS = 12,
};

const char *rt_trap_cause_name(unsigned long cause)
{
    const unsigned long interrupt = cause - MCAUSE_INTERRUPT;
    unsigned long nth = UNKNOWN_TRAP;

    if (cause < EXCEPTIONS) {
        nth = cause;
    } else if ((cause & MCAUSE_INTERRUPT) != 0) {
        const bool is_known =
            interrupt < EXCEPTIONS && (interrupt % 4 == 3 || RT_IS_SSIP(interrupt));
        nth = EXCEPTIONS + (is_known ? interrupt / 4 : 3);
    }
    return rti_nth_text(cause_names, nth);
}
