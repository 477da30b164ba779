/* SPDX-License-Identifier: MIT */
/*
 * A register can't be assigned without the access functions.
 *
 * expect: incompatible types when assigning to type 'reg_rw32'
 * expect: assigning to 'reg_rw32' from incompatible type
 */
#include "block.h"

#ifdef MUST_FAIL
void use(struct block_regs *block)
{
    block->control = 1;
}
#else
void use(struct block_regs *block)
{
    reg_write(&block->control, 1);
}
#endif
