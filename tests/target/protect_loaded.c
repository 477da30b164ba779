/* SPDX-License-Identifier: MIT */
/* What protect_loader.c starts: its own protection comes on top of the loader's. */
#include "recurse.h"

#include <rt/protect.h>

#include <stdio.h>

int main(void)
{
    const char *missing;

    for (unsigned i = 0; (missing = rt_protect_missing(i)) != NULL; i++) {
        printf("lacks %s\n", missing);
    }
    fflush(stdout);
    return recurse(0);
}
