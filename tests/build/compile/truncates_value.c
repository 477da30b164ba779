/* SPDX-License-Identifier: MIT */
/*
 * A value too wide for an 8-bit register is detected.
 *
 * expect: to 'uint8_t' {aka 'unsigned char'} changes value from '4096' to '0'
 * expect: to 'uint8_t' (aka 'unsigned char') changes value from 4096 to 0
 */
#include "block.h"

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
