/* SPDX-License-Identifier: MIT */
/* Replaces hal/include/target/hal/seed.h: the register is a function of the test. */
#ifndef HAL_SEED_H
#define HAL_SEED_H

#include <stdint.h>

uint32_t model_seed_take(void);

static inline uint32_t hal_seed_take(void)
{
    return model_seed_take();
}

#endif
