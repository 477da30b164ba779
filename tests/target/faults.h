/* SPDX-License-Identifier: MIT */
/*
 * What the tests of fatal errors share: addresses that the compiler can't see through.
 */
#ifndef FAULTS_H
#define FAULTS_H

#include <stdint.h>

/* Returns @p value; what is done with it then is no undefined behaviour as far as is known. */
static inline uintptr_t hide(uintptr_t value)
{
    __asm__ volatile("" : "+r"(value));
    return value;
}

static inline void jump(uintptr_t target)
{
    ((void (*)(void))hide(target))();
}

/* Memory that isn't there on any board: behind RAM and devices alike. */
#define NOWHERE ((uintptr_t)0xf0000000UL)

#define AT(type, address) (*(volatile type *)hide((uintptr_t)(address)))

#endif
