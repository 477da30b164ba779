/* SPDX-License-Identifier: MIT */
/*
 * The one C function between start.S and main.
 */
#include "entry.h"

#include <rt/board.h>
#include <rt/protect.h>

#include <stddef.h>
#include <stdlib.h>

void rt_entry(void)
{
    rt_hart_block_init(0);
    rt_protect_init(0, NULL);
    board_init();
    run_constructors();
    exit(main());
}
