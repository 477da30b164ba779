/* SPDX-License-Identifier: MIT */
/* What firmware and tests share. */
#include "twice.h"

int twice(int value)
{
    return 2 * value;
}
