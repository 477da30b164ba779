/* SPDX-License-Identifier: MIT */
/* Runs on a board that is not part of Rivet. */
#include <board.h>

#include <stdio.h>

int main(void)
{
    printf("%s has a timer of %lu Hz\n", board_name, (unsigned long)mine_clint.timer.frequency_hz);
    return 0;
}
