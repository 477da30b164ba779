/* SPDX-License-Identifier: MIT */
/*
 * A write-only register cannot be read.
 *
 * expect: '_Generic' selector of type 'reg_wo32 *'
 * expect: controlling expression type 'reg_wo32 *'
 */
#include "block.h"

#ifdef MUST_FAIL
void use(struct block_regs *block)
{
    (void)reg_read(&block->data);
}
#else
void use(struct block_regs *block)
{
    (void)reg_read(&block->status);
}
#endif
