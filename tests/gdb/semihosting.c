/* SPDX-License-Identifier: MIT */
/*
 * Firmware that makes semihosting calls under a debugger.
 */
#include <stdio.h>

int main(void)
{
    int answer = 6;

    printf("the answer is not %d\n", answer);
    fflush(stdout);
    return answer + 1; /* the answer */
}
