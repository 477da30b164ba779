/* SPDX-License-Identifier: MIT */
/*
 * Register access on the host: each access goes to the modelled device at that address. This file
 * precedes the target's file of the same name on the include path of host tests.
 */
#ifndef HAL_MMIO_ACCESS_H
#define HAL_MMIO_ACCESS_H

#include <stdint.h>

uint32_t model_load(uintptr_t address, unsigned width);
void model_store(uintptr_t address, unsigned width, uint32_t value);

static inline uint8_t mmio_load8(const volatile uint8_t *reg)
{
    return (uint8_t)model_load((uintptr_t)reg, 1);
}

static inline void mmio_store8(volatile uint8_t *reg, uint8_t value)
{
    model_store((uintptr_t)reg, 1, value);
}

static inline uint16_t mmio_load16(const volatile uint16_t *reg)
{
    return (uint16_t)model_load((uintptr_t)reg, 2);
}

static inline void mmio_store16(volatile uint16_t *reg, uint16_t value)
{
    model_store((uintptr_t)reg, 2, value);
}

static inline uint32_t mmio_load32(const volatile uint32_t *reg)
{
    return model_load((uintptr_t)reg, 4);
}

static inline void mmio_store32(volatile uint32_t *reg, uint32_t value)
{
    model_store((uintptr_t)reg, 4, value);
}

#endif
