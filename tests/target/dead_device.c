/* SPDX-License-Identifier: MIT */
/*
 * The report of a board one of whose devices is missing: the board's own file, with one of the
 * addresses in board.h replaced by a macro. At 0xf0000000 an access faults. At 0x50000000, if that
 * is not protected, nothing answers: a store is lost, and a load gives all ones.
 */
#include <board.h>
#include ADDRESS_FILE
#include BOARD_FILE

#include <stdio.h>

int main(void)
{
    printf("before");
    *(volatile int *)8 = 1;
}
