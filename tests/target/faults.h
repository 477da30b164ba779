/* SPDX-License-Identifier: MIT */
/* Shared by the tests of fatal errors: addresses whose value the compiler can't see. */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdint.h>

/* Returns @p value, so that the compiler sees no undefined behaviour in its use. */
static inline uintptr_t hide(uintptr_t value)
{
    __asm__ volatile("" : "+r"(value));
    return value;
}

static inline void jump(uintptr_t target)
{
    ((void (*)(void))hide(target))();
}

/* An address without memory on any board: beyond RAM and devices. */
#define NOWHERE ((uintptr_t)0xf0000000UL)

#define AT(type, address) (*(volatile type *)hide((uintptr_t)(address)))

#endif
