/* SPDX-License-Identifier: MIT */
/*
 * A function for one register block does not accept another.
 *
 * expect: incompatible pointer type
 */
#include "block.h"

struct other_regs {
    reg_rw32 control;
};

void reset(struct block_regs *block);
void wrong(struct block_regs *block, struct other_regs *other);

#ifdef MUST_FAIL
void wrong(struct block_regs *block, struct other_regs *other)
{
    (void)block;
    reset(other);
}
#else
void wrong(struct block_regs *block, struct other_regs *other)
{
    (void)other;
    reset(block);
}
#endif
