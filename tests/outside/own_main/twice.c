/* SPDX-License-Identifier: MIT */
/* Shared by firmware and tests. */
#include "twice.h"

int twice(int value)
{
    return 2 * value;
}
