/* SPDX-License-Identifier: MIT */
/*
 * Register access on the target: a volatile access.
 *
 * <hal/mmio.h> includes this file by name. The host tests put another folder first on the include
 * path. Its file of the same name redirects each access to a modelled device.
 */
#ifndef HAL_MMIO_ACCESS_H
#define HAL_MMIO_ACCESS_H

#include <stdint.h>

static inline uint8_t mmio_load8(const volatile uint8_t *reg)
{
    return *reg;
}

static inline void mmio_store8(volatile uint8_t *reg, uint8_t value)
{
    *reg = value;
}

static inline uint16_t mmio_load16(const volatile uint16_t *reg)
{
    return *reg;
}

static inline void mmio_store16(volatile uint16_t *reg, uint16_t value)
{
    *reg = value;
}

static inline uint32_t mmio_load32(const volatile uint32_t *reg)
{
    return *reg;
}

static inline void mmio_store32(volatile uint32_t *reg, uint32_t value)
{
    *reg = value;
}

#endif
