/* SPDX-License-Identifier: MIT */
/* Hello with printf: the size of the C library's formatting and of the console. */
#include <stdio.h>

int main(void)
{
    printf("Hello from hart %d\n", 0);
    return 0;
}
