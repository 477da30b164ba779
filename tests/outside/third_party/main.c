/* SPDX-License-Identifier: MIT */
/* Firmware that uses a library with a header called board.h, and the board's devices. */
#include "second.h"

#include <gauge.h>
#include <panel.h>

#include <stdio.h>

static int twice(int value)
{
    return 2 * value;
}

int main(void)
{
    printf("gauge %d, panel %d lamps, twice %d\n", gauge_read(), panel_lamps(),
           second_board_is_there() ? twice(21) : 0);
    return 4;
}
