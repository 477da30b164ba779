/* SPDX-License-Identifier: MIT */
#include "gauge.h"

#include <scale.h>
#include <string.h>

#ifndef __riscv_atomic
#error "the flags of the board's instruction set are missing"
#endif

int gauge_read(void)
{
    char text[8];

    strcpy(text, "four");
    return gauge_scale((int)strlen(text));
}
