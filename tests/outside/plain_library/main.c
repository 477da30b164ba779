/* SPDX-License-Identifier: MIT */
/* Firmware that uses a library which knows nothing of Rivet. */
#include <somelib.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    char *const text = somelib_describe(144);

    if (text == NULL) {
        return 1;
    }
    printf("%s\n", text);
    free(text);
    return 5;
}
