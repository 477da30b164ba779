/* SPDX-License-Identifier: MIT */
/* Firmware has no break to move. */
#include <stddef.h>

void *sbrk(ptrdiff_t change);

int main(void)
{
    return sbrk(0) != NULL;
}
