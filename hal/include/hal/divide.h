/* SPDX-License-Identifier: MIT */
/** @file
 * Division of 64-bit numbers by 32-bit ones. On RV32 libgcc's 64-bit division takes 2 KiB of code,
 * so code that is in every firmware uses this one.
 */
#ifndef HAL_DIVIDE_H
#define HAL_DIVIDE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Implementation for 32-bit registers. */
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
