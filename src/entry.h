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

/** Fills in the boot hart's struct rt_hart and thread-local block, and clears the other harts'. */
void rt_hart_block_init_boot(void);

/** Fills in another hart's, the running one's. */
void rt_hart_block_init(unsigned long number);

static __attribute__((noinline)) void run_each_constructor(void)
{
    for (constructor *const *each = rt_init_array_start; each != rt_init_array_end; each++) {
        (*each)();
    }
}

/* The value of a small number that the linker defines. */
#define LINKED_NUMBER(name)                                        \
    __extension__({                                                \
        unsigned long number_;                                     \
        __asm__("addi %0, zero, %%lo(" #name ")" : "=r"(number_)); \
        number_;                                                   \
    })

static inline void run_constructors(void)
{
    if (LINKED_NUMBER(rt_has_constructors) != 0) {
        run_each_constructor();
    }
}

#endif
