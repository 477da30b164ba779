/* SPDX-License-Identifier: MIT */
/*
 * Counted register access. It replaces the file of the same name in hal/include/target in drivers,
 * to count their device accesses.
 */
#ifndef HAL_MMIO_ACCESS_H
#define HAL_MMIO_ACCESS_H

#include <stdint.h>

/** Loads and stores so far. The bench firmware defines it. */
extern unsigned long bench_accesses;

static inline uint8_t mmio_load8(const volatile uint8_t *reg)
{
    bench_accesses++;
    return *reg;
}

static inline void mmio_store8(volatile uint8_t *reg, uint8_t value)
{
    bench_accesses++;
    *reg = value;
}

static inline uint16_t mmio_load16(const volatile uint16_t *reg)
{
    bench_accesses++;
    return *reg;
}

static inline void mmio_store16(volatile uint16_t *reg, uint16_t value)
{
    bench_accesses++;
    *reg = value;
}

static inline uint32_t mmio_load32(const volatile uint32_t *reg)
{
    bench_accesses++;
    return *reg;
}

static inline void mmio_store32(volatile uint32_t *reg, uint32_t value)
{
    bench_accesses++;
    *reg = value;
}

#endif
