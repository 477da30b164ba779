/* SPDX-License-Identifier: MIT */
/* The interrupt file of model_imsic.h. */
#include "model_imsic.h"

#include <hal/imsic.h>
#include <model.h>

#include "host_test.h"

enum {
    EIDELIVERY = 0x70,
    EITHRESHOLD = 0x72,
    EIP0 = 0x80,
    EIE0 = 0xc0,
    LAST = 0xff,
};

struct model_imsic model_imsic;

void model_imsic_send(uint32_t identity)
{
    if (identity >= 1 && identity <= MODEL_IDENTITIES) {
        model_imsic.pending[identity] = true;
    }
}

static bool *bits_of(unsigned long number, uint32_t *first)
{
    const bool is_pending = number < EIE0;

    assert_true(number >= EIP0 && number <= LAST);
    assert_true(number % (HAL_IMSIC_BITS / 32) == 0);
    *first = (uint32_t)(number - (is_pending ? EIP0 : EIE0)) * 32;
    return is_pending ? model_imsic.pending : model_imsic.enabled;
}

static void select(unsigned long number)
{
    model_imsic.select = number;
    model_interrupt();
    assert_int_equal(model_imsic.select, number);
}

/* Sets those of @p mask to @p value. Bits of identities that don't exist, such as 0, stay zero. */
static unsigned long change(unsigned long number, unsigned long mask, unsigned long value)
{
    uint32_t first;
    bool *const array = bits_of(number, &first);
    unsigned long before = 0;

    for (uint32_t i = 0; i < MODEL_XLEN && first + i <= MODEL_IDENTITIES; i++) {
        before |= (unsigned long)array[first + i] << i;
        if ((mask >> i & 1) != 0 && first + i != 0) {
            array[first + i] = (value >> i & 1) != 0;
        }
    }
    return before;
}

unsigned long model_imsic_change(unsigned long number, unsigned long bits, bool value)
{
    select(number);
    return change(number, bits, value ? bits : 0);
}

void model_imsic_write(unsigned long number, unsigned long value)
{
    select(number);
    if (number == EIDELIVERY) {
        model_imsic.delivery = value == 1; /* 0x40000000 is an APLIC's, which this has not */
    } else if (number == EITHRESHOLD) {
        model_imsic.threshold = value % (MODEL_IDENTITIES + 1);
    } else {
        (void)change(number, ~0UL, value);
    }
}

static uint32_t top(void)
{
    for (uint32_t i = 1; i <= MODEL_IDENTITIES; i++) {
        if (model_imsic.threshold != 0 && i >= model_imsic.threshold) {
            break;
        }
        if (model_imsic.pending[i] && model_imsic.enabled[i]) {
            return i << 16 | i;
        }
    }
    return 0;
}

uint32_t model_imsic_top(void)
{
    const uint32_t value = top();

    model_interrupt();
    return value;
}

uint32_t model_imsic_claim(void)
{
    const uint32_t value = top();

    model_imsic.pending[value >> 16] = false;
    return value;
}

bool model_imsic_interrupts(void)
{
    return model_imsic.delivery == 1 && top() != 0;
}

void model_imsic_set_software(bool pending)
{
    model_imsic.software = pending;
}
