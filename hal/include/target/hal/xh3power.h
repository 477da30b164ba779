/* SPDX-License-Identifier: MIT */
/*
 * The hint of a core with Xh3power that wakes the other core ("Hazard3", chapter "Xh3power").
 *
 * The host tests have another file of this name.
 */
#ifndef HAL_XH3POWER_H
#define HAL_XH3POWER_H

/** Wakes the other core from its h3.block. */
static inline void hal_xh3power_unblock(void)
{
    __asm__ volatile("slt x0, x0, x1" ::: "memory");
}

#endif
