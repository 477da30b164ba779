/* SPDX-License-Identifier: MIT */
/* main returns STATUS or passes it to exit() or _Exit(), with the same result. */
#include <stdlib.h>

int main(void)
{
    END(STATUS);
}
