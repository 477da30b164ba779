/* SPDX-License-Identifier: MIT */
/*
 * Divides the upper half with the core's divide instruction. If that leaves no remainder, divides
 * the lower half the same way, else bit by bit.
 */
#include <hal/divide.h>
#include <stdbool.h>

/* Divides the 64-bit number with the halves @p rest and @p low; @p rest is less than @p divisor. */
static uint32_t divide_by_bits(uint32_t rest, uint32_t low, uint32_t divisor)
{
    for (unsigned bit = 0; bit < 32; bit++) {
        const bool carry = rest >> 31 != 0;
        rest = rest << 1 | low >> 31;
        low <<= 1;
        if (carry || rest >= divisor) {
            rest -= divisor;
            low++;
        }
    }
    return low;
}

uint64_t hal_divide_halves(uint64_t value, uint32_t divisor)
{
    const uint32_t high = (uint32_t)(value >> 32);
    const uint32_t low = (uint32_t)value;
    const uint32_t rest = high % divisor;
    const uint32_t low_quotient = rest == 0 ? low / divisor : divide_by_bits(rest, low, divisor);

    return (uint64_t)(high / divisor) << 32 | low_quotient;
}
