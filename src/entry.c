/* SPDX-License-Identifier: MIT */
/*
 * The one C function between start.S and main.
 */
#include "entry.h"

#include <rt/board.h>
#include <rt/protect.h>

#include <stdlib.h>

void rt_entry(void)
{
    rt_hart_block_init_boot();
    rt_protect_init();
    board_init();
    run_constructors();
    exit(main());
}
