/* SPDX-License-Identifier: MIT */
/** @file
 * Division of 64-bit numbers by 32-bit ones. libgcc's on RV32 takes 2 KiB: what every firmware has
 * in it uses this instead.
 */
#ifndef HAL_DIVIDE_H
#define HAL_DIVIDE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where registers have 32 bits. */
uint64_t hal_divide_halves(uint64_t value, uint32_t divisor);

/** Divides @p value by @p divisor, 1 to UINT32_MAX. Callable from anywhere. */
static inline uint64_t hal_divide(uint64_t value, unsigned long divisor)
{
    return sizeof(divisor) < sizeof(value) ? hal_divide_halves(value, (uint32_t)divisor)
                                           : value / divisor;
}

#ifdef __cplusplus
}
#endif

#endif
