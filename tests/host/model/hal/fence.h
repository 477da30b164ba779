/* SPDX-License-Identifier: MIT */
/* Replaces hal/include/target/hal/fence.h: memory and the modelled device meet here. */
#ifndef HAL_FENCE_H
#define HAL_FENCE_H

void model_fence(void);

static inline void hal_fence(void)
{
    model_fence();
}

#endif
