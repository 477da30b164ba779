/* SPDX-License-Identifier: MIT */
/*
 * A register at another offset than the data sheet says is noticed.
 *
 * expect: struct block_regs.status is not at 8
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
MMIO_ASSERT_OFFSET(struct block_regs, status, 8);
#else
MMIO_ASSERT_OFFSET(struct block_regs, status, 4);
#endif
