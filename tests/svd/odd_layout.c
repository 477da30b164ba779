/* SPDX-License-Identifier: MIT */
/*
 * What odd.svd says, worked out by hand, against the headers that rivet-svd makes of it. Compiled
 * as C and as C++. With WRITES_READ_ONLY, READS_WRITE_ONLY or READS_WRITE_ONCE it must not compile.
 */
#include "board_excerpt.h"
#include "chip_8odd_chip_arrays.h"
#include "chip_8odd_chip_empty.h"
#include "chip_8odd_chip_fields.h"
#include "chip_8odd_chip_fields_more.h"
#include "chip_8odd_chip_fields_too.h"
#include "chip_8odd_chip_int.h"
#include "chip_8odd_chip_over.h"
#include "chip_8odd_chip_porta.h"
#include "chip_8odd_chip_portb.h"
#include "chip_8odd_chip_sizes.h"

#define AT(peripheral, member, offset) \
    static_assert(offsetof(struct chip_8odd_chip_##peripheral, member) == (offset), #member)
#define IS(name, value) static_assert(CHIP_8ODD_CHIP_##name == (value), #name)

AT(int_regs, class_, 0);
AT(int_regs, class__2, 4);
AT(int_regs, r2nd_reg, 8);
AT(int_regs, linux_, 0xc);
AT(int_regs, unnamed, 0x10);
AT(int_regs, unnamed_2, 0x14);
AT(int_regs, reserved_18, 0x1c);
IS(INT_2ND_REG_A_B_MASK, 0xf);
IS(INT_2ND_REG_A_B_2_MASK, 0xf0);
IS(INT_2ND_REG_U_MASK, 0xff00);
IS(INT_2ND_REG_MASK_MASK, 0x80000000);

AT(sizes_regs, byte, 0);
AT(sizes_regs, half, 2);
AT(sizes_regs, wide.lo, 8);
AT(sizes_regs, wide.hi, 12);
AT(sizes_regs, wides[2].hi, 0x24);
AT(sizes_regs, askew[1], 0x2c);
AT(sizes_regs, triple[2], 0x33);
AT(sizes_regs, huge[3], 0x4c);
AT(sizes_regs, twelve, 0x50);
IS(SIZES_WIDE_RESET, 0x123456789abcdef0);
IS(SIZES_WIDE_LO_LOW_MASK, 0xff);
IS(SIZES_WIDE_LO_ACROSS_MASK, 0xf0000000);
IS(SIZES_WIDE_HI_ACROSS_MASK, 0xf);
IS(SIZES_WIDE_LO_ACROSS_ALL, 0x50000000);
IS(SIZES_WIDE_HI_ACROSS_ALL, 0xa);
IS(SIZES_WIDE_HI_TOP_SHIFT, 31);

AT(arrays_regs, data[3], 0xc);
AT(arrays_regs, listc_x, 0x18);
AT(arrays_regs, commaright, 0x28);
AT(arrays_regs, range4, 0x2c);
AT(arrays_regs, sparse[1].reg, 0x48);
AT(arrays_regs, even_1, 0x68);
AT(arrays_regs, odd_1, 0x6c);
AT(arrays_regs, ch[1].ctrl, 0xa0);
AT(arrays_regs, ch[1].sub1.value, 0xad);
AT(arrays_regs, last.ctrl, 0x100);
AT(arrays_regs, last.sub1.value, 0x10d);
AT(arrays_regs, last.more, 0x118);
AT(arrays_regs, tight[1].v_1, 0x134);
IS(ARRAYS_LIST_X_PIN3_MASK, 0xc0);
IS(ARRAYS_CH_CTRL_EN_MASK, 1);

AT(over_regs, rbr, 0);
AT(over_regs, thr, 0);
AT(over_regs, word, 4);
AT(over_regs, lower, 4);
AT(over_regs, upper, 6);
AT(over_regs, host.b, 0x18);
AT(over_regs, device.c.hi, 0x18);
static_assert(sizeof(struct chip_8odd_chip_over_regs) == 0x1c, "the end of HOST and DEVICE");

IS(FIELDS_STATUS_READ_MASK, 0xf);
IS(FIELDS_STATUS_WRITE_MASK, 0xf);
IS(FIELDS_STATUS_MODE_ON, 0x40000000);
IS(FIELDS_STATUS_MODE_FAST, 0x80000000);
IS(FIELDS_STATUS_MODE_FAST_CARE, 0x80000000);
IS(FIELDS_STATUS_COPY_FAST, 0x20000000);
IS(FIELDS_STATUS_BOTH_X, 0x3000000);
IS(FIELDS_STATUS_BOTH_X_2, 0xa000000);
IS(FIELDS_AGAIN_MODE_ON, 0x40000000);
IS(FIELDS_AGAIN_SPEED_ON, 0x400000);
AT(fields_regs, far, 0x10);
AT(fields_more_regs, again, 0xc);
AT(fields_more_regs, keep, 0x20);
static_assert(BOARD_INT_BASE == 0x80000000, "more than an int");
static_assert(BOARD_EMPTY_BASE == 0x140000000, "more than 32 bits");
static_assert(BOARD_FIELDS_TOO_IRQ == 7, "not that of FIELDS");
static_assert(BOARD_INT_IRQ == 3 && BOARD_INT_ERROR_IRQ == 48, "two of a peripheral");
static_assert(BOARD_PORTB_BASE == 0x40006100, "the second of a list");

/* Not static: it need not be used. */
uint32_t use(struct chip_8odd_chip_fields_regs *fields, struct chip_8odd_chip_sizes_regs *sizes,
             struct chip_8odd_chip_over_regs *over);
uint32_t use(struct chip_8odd_chip_fields_regs *fields, struct chip_8odd_chip_sizes_regs *sizes,
             struct chip_8odd_chip_over_regs *over)
{
#ifdef WRITES_READ_ONLY
    reg_write(&fields->seen, 1);
#endif
#ifdef READS_WRITE_ONLY
    (void)reg_read(&sizes->half);
#endif
#ifdef READS_WRITE_ONCE
    (void)reg_read(&fields->once);
#endif
    reg_write(&fields->once, 1);
    reg_write(&fields->far, 1);
    reg_write(&over->thr, 1);
    reg_update(&fields->status, CHIP_8ODD_CHIP_FIELDS_STATUS_MODE_MASK,
               CHIP_8ODD_CHIP_FIELDS_STATUS_MODE_ON);
    reg_update(&over->lower, 0xf0, 0x10);
    reg_write(&sizes->half, 2);
    return reg_read(&fields->seen) + reg_read(&sizes->byte) + reg_read(&sizes->wides[1].hi) +
           reg_read(&over->upper);
}
