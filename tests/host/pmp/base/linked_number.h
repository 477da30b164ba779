/* SPDX-License-Identifier: MIT */
/* A number defined by the linker is the address of a symbol here. */
#ifndef LINKED_NUMBER_H
#define LINKED_NUMBER_H

#define LINKED_NUMBER(name)          \
    __extension__({                  \
        extern const char name[];    \
        (unsigned long)(void *)name; \
    })
#define LINKED_LARGE_NUMBER LINKED_NUMBER

#endif
