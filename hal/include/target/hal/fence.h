/* SPDX-License-Identifier: MIT */
/*
 * Order between memory that a device reads or writes, and its registers.
 *
 * The host tests put another folder first on the include path. Its file of the same name lets the
 * modelled device see what was written, and deliver what it has written.
 */
#ifndef HAL_FENCE_H
#define HAL_FENCE_H

/** Completes all accesses to memory and registers before those that follow. */
static inline void hal_fence(void)
{
    __asm__ volatile("fence iorw, iorw" ::: "memory");
}

#endif
