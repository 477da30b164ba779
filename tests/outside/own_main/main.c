/* SPDX-License-Identifier: MIT */
/* A main in a library. It never returns, because a function that it registers ends the run. */
#include "twice.h"

#include <stdio.h>
#include <stdlib.h>

extern const char version[];
static int constructed;

__attribute__((constructor)) static void construct(void)
{
    constructed = twice(1);
}

static void leave(void)
{
    printf("main of %s, constructed %d\n", version, constructed);
}

int main(void)
{
    if (atexit(leave) == 0) {
        exit(twice(4));
    }
}
