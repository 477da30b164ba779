/* SPDX-License-Identifier: MIT */
/*
 * Numbers defined by the linker, read without a load from memory.
 */
#ifndef LINKED_NUMBER_H
#define LINKED_NUMBER_H

/* The value of the linker symbol @p name, which must fit in 12 signed bits. */
#define LINKED_NUMBER(name)                                        \
    __extension__({                                                \
        unsigned long number_;                                     \
        __asm__("addi %0, zero, %%lo(" #name ")" : "=r"(number_)); \
        number_;                                                   \
    })

/* The same for a number of 32 signed bits. */
#define LINKED_LARGE_NUMBER(name)                                                           \
    __extension__({                                                                         \
        unsigned long number_;                                                              \
        __asm__("lui %0, %%hi(" #name ")\n\taddi %0, %0, %%lo(" #name ")" : "=r"(number_)); \
        number_;                                                                            \
    })

#endif
