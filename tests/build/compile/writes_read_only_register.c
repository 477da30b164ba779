/* SPDX-License-Identifier: MIT */
/*
 * A read-only register cannot be written.
 *
 * expect: '_Generic' selector of type 'reg_ro32 *'
 * expect: controlling expression type 'reg_ro32 *'
 */
#include "block.h"

#ifdef MUST_FAIL
void use(struct block_regs *block)
{
    reg_write(&block->status, 1);
}
#else
void use(struct block_regs *block)
{
    reg_write(&block->control, 1);
}
#endif
