/* SPDX-License-Identifier: MIT */
/*
 * A write-only register cannot be read.
 *
 * expect: '_Generic' selector of type 'reg_wo32 *'
 * expect: controlling expression type 'reg_wo32 *'
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
    (void)reg_read(&block->data);
}
#else
void use(struct block_regs *block)
{
    (void)reg_read(&block->status);
}
#endif
