/* SPDX-License-Identifier: MIT */
#include "port.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    if (embench_main(0, NULL) != 0) {
        printf("the result is wrong\n");
        return EXIT_FAILURE;
    }
    printf("%lu instructions, and the result is right\n", port_instructions);
    return EXIT_SUCCESS;
}
