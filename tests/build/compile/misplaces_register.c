/* SPDX-License-Identifier: MIT */
/*
 * A register at a wrong offset is detected.
 *
 * expect: struct block_regs.status is not at 8
 */
#include "block.h"

#ifdef MUST_FAIL
MMIO_ASSERT_OFFSET(struct block_regs, status, 8);
#else
MMIO_ASSERT_OFFSET(struct block_regs, status, 4);
#endif
