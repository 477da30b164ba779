/* SPDX-License-Identifier: MIT */
/* The firmware of an outside project: it prints a text and returns a status. */
#include <rt/board.h>

#include <stdio.h>

int main(void)
{
    printf("outside on %s: %lld\n", board_name, 1234567890123LL);
    return 7;
}
