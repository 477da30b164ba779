/* SPDX-License-Identifier: MIT */
/*
 * Shared by the variants of rti_entry.
 */
#ifndef ENTRY_H
#define ENTRY_H

#include "base/linked_number.h"

typedef void constructor(void);

extern constructor *const rti_init_array_start[];
extern constructor *const rti_init_array_end[];

/* Defined by the firmware, with or without parameters: a function without any ignores them. */
int main(int argc, char **argv);

/* argv[argc] must be a null pointer (C17, 5.1.2.2.1). Small data, so one instruction relative to gp
 * has its address. Not in BSS, which may have no other word that start.S would have to clear. */
__attribute__((section(".sdata.no_arguments"))) static char *no_arguments[1];

/* There is at least one. Out of line so that rti_entry saves no registers for the loop. Most
 * firmware in C has no constructors. */
static __attribute__((noinline, cold)) void run_each_constructor(void)
{
    constructor *const *each = rti_init_array_start;

    do {
        (*each)();
    } while (++each != rti_init_array_end);
}

static inline void run_constructors(void)
{
    if (LINKED_NUMBER(rti_has_constructors) != 0) {
        run_each_constructor();
    }
}

#endif
