/* SPDX-License-Identifier: MIT */
/* The smallest useful firmware: prints a greeting and ends. */
#include <rt/board.h>

#include <stdio.h>

int main(void)
{
    printf("Hello from %s!\n", board_name);
    return 0;
}
