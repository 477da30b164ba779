/* SPDX-License-Identifier: MIT */
/*
 * A firmware that talks to its debugger.
 */
#include <stdio.h>

int main(void)
{
    int answer = 6;

    printf("the answer is not %d\n", answer);
    fflush(stdout);
    return answer + 1; /* the answer */
}
