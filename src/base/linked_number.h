/* SPDX-License-Identifier: MIT */
/*
 * Numbers that the linker knows, without a load from memory.
 */
#ifndef LINKED_NUMBER_H
#define LINKED_NUMBER_H

/* The value of a small number that the linker defines. */
#define LINKED_NUMBER(name)                                        \
    __extension__({                                                \
        unsigned long number_;                                     \
        __asm__("addi %0, zero, %%lo(" #name ")" : "=r"(number_)); \
        number_;                                                   \
    })

#endif
