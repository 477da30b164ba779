/* SPDX-License-Identifier: MIT */
#include "gauge.h"

int gauge_scale(int value)
{
    return 3 * value;
}
