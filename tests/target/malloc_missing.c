/* SPDX-License-Identifier: MIT */
/* Firmware that must not link: it allocates through the C library and has no heap. */
#include <stdio.h>
#include <string.h>

int main(void)
{
    return puts(strdup("rivet"));
}
