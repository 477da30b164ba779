/* SPDX-License-Identifier: MIT */
/*
 * A read-only register cannot be written.
 *
 * expect: '_Generic' selector of type 'reg_ro32 *'
 * expect: controlling expression type 'reg_ro32 *'
 */
#include <hal/mmio.h>

struct block_regs {
    reg_rw32 control;
    reg_ro32 status;
    reg_wo32 data;
    reg_rw8 byte;
};

void use(struct block_regs *block);

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
