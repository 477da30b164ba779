/* SPDX-License-Identifier: MIT */
/* The smallest firmware worth running: it says hello and ends. */
#include <rt/board.h>

#include <stdio.h>

int main(void)
{
    printf("Hello from %s!\n", board_name);
    return 0;
}
