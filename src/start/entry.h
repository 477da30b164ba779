/* SPDX-License-Identifier: MIT */
/*
 * Shared by the variants of rti_entry.
 */
#ifndef ENTRY_H
#define ENTRY_H

typedef void constructor(void);

extern constructor *const rti_init_array_start[];
extern constructor *const rti_init_array_end[];

/* Defined by the firmware. */
int main(void);

/** Called by start.S with memory initialised. */
__attribute__((noreturn)) void rti_entry(void);

static inline void run_constructors(void)
{
    for (constructor *const *each = rti_init_array_start; each != rti_init_array_end; each++) {
        (*each)();
    }
}

#endif
