/* SPDX-License-Identifier: MIT */
/*
 * A value too wide for an 8-bit register is noticed.
 *
 * expect: to 'uint8_t' {aka 'unsigned char'} changes value from '4096' to '0'
 * expect: to 'uint8_t' (aka 'unsigned char') changes value from 4096 to 0
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
    reg_write(&block->byte, 0x1000);
}
#else
void use(struct block_regs *block)
{
    reg_write(&block->byte, 0x80);
}
#endif
