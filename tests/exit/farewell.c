/* SPDX-License-Identifier: MIT */
/* Functions registered for the end run in reverse order, and all output arrives. */
#include <stdio.h>
#include <stdlib.h>

__attribute__((destructor)) static void destructor(void)
{
    printf("destructor\n");
}

static void registered_first(void)
{
    printf("third, ");
}

static void registered_last(void)
{
    printf("second, ");
}

int main(void)
{
    if (atexit(registered_first) != 0 || atexit(registered_last) != 0) {
        return 1;
    }
    printf("first, ");
    return 0;
}
