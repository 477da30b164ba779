/* SPDX-License-Identifier: MIT */
/*
 * A machine-level interrupt file with 127 identities, as the AIA specification describes it
 * (chapter 3), of a hart whose registers have MODEL_XLEN bits. A register that the hart doesn't
 * have ends the test, and so does an interrupt between miselect and mireg that changes miselect.
 */
#ifndef MODEL_IMSIC_H
#define MODEL_IMSIC_H

#include <stdbool.h>
#include <stdint.h>

enum {
    MODEL_IDENTITIES = 127,
};

struct model_imsic {
    bool pending[MODEL_IDENTITIES + 1];
    bool enabled[MODEL_IDENTITIES + 1];
    unsigned long delivery, threshold, select;
    bool software; /* mip.SSIP */
};

extern struct model_imsic model_imsic;

/** What a store of @p identity to seteipnum_le does. */
void model_imsic_send(uint32_t identity);

/** Whether the hart is interrupted. */
bool model_imsic_interrupts(void);

#endif
