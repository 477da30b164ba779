/* SPDX-License-Identifier: MIT */
/*
 * A write-only register cannot be updated in place.
 *
 * expect: '_Generic' selector of type 'reg_wo32 *'
 * expect: controlling expression type 'reg_wo32 *'
 */
#include "block.h"

#ifdef MUST_FAIL
void use(struct block_regs *block)
{
    reg_update(&block->data, 1, 1);
}
#else
void use(struct block_regs *block)
{
    reg_update(&block->control, 1, 1);
}
#endif
