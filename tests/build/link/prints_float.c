/* SPDX-License-Identifier: MIT */
/* Prints a number that PRINTF integer lacks. */
#include <stdio.h>

int main(void)
{
    printf("100 %% full, 5 %% faster\n");
    printf("%d or %-8.*lf\n", 1, 2, 1.5);
    return 0;
}
