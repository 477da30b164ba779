/* SPDX-License-Identifier: MIT */
/* Replaces hal/include/target/hal/imsic.h: the interrupt file is functions of the test. */
#ifndef HAL_IMSIC_H
#define HAL_IMSIC_H

#include <stdbool.h>
#include <stdint.h>

#ifndef MODEL_XLEN
#define MODEL_XLEN 64
#endif

enum {
    HAL_IMSIC_BITS = MODEL_XLEN
};

unsigned long model_imsic_change(unsigned long number, unsigned long bits, bool value);
void model_imsic_write(unsigned long number, unsigned long value);
uint32_t model_imsic_claim(void);
uint32_t model_imsic_top(void);
void model_imsic_set_software(bool pending);
unsigned long model_imsic_hart(void);

static inline unsigned long hal_imsic_change(unsigned long number, unsigned long bits, bool value)
{
    return model_imsic_change(number, bits, value);
}

static inline void hal_imsic_write(unsigned long number, unsigned long value)
{
    model_imsic_write(number, value);
}

static inline uint32_t hal_imsic_claim(void)
{
    return model_imsic_claim();
}

static inline uint32_t hal_imsic_top(void)
{
    return model_imsic_top();
}

static inline void hal_imsic_set_software(bool pending)
{
    model_imsic_set_software(pending);
}

static inline unsigned long hal_imsic_hart(void)
{
    return model_imsic_hart();
}

#endif
