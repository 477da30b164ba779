/* SPDX-License-Identifier: MIT */
/* A register block with a register of every kind, for tests of forbidden accesses. */
#ifndef BLOCK_H
#define BLOCK_H

#include <hal/mmio.h>

struct block_regs {
    reg_rw32 control;
    reg_ro32 status;
    reg_wo32 data;
    reg_rw8 byte;
};

void use(struct block_regs *block);

#endif
