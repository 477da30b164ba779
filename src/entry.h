/* SPDX-License-Identifier: MIT */
/*
 * What the variants of rt_entry share.
 */
#ifndef ENTRY_H
#define ENTRY_H

typedef void constructor(void);

extern constructor *const rt_init_array_start[];
extern constructor *const rt_init_array_end[];

/* The firmware's own. */
int main(void);

/** Called by start.S with memory initialised. */
__attribute__((noreturn)) void rt_entry(void);

/**
 * Fills in the running hart's struct rt_hart and thread-local block. @p number counts from the boot
 * hart's 0.
 */
void rt_hart_block_init(unsigned long number);

static inline void run_constructors(void)
{
    for (constructor *const *each = rt_init_array_start; each != rt_init_array_end; each++) {
        (*each)();
    }
}

#endif
