/* SPDX-License-Identifier: MIT */
/* A library that uses the C library as on any other system. */
#include "somelib.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

char *somelib_describe(double value)
{
    char *const text = malloc(64);

    if (text == NULL) {
        errno = ENOMEM;
        return NULL;
    }
    errno = 0;
    snprintf(text, 64, "root %d, twice %d, errno %d, %d bits", (int)sqrt(value),
             (int)somelib_twice(value), errno, (int)(8 * sizeof(intptr_t)));
    return text;
}
