/* SPDX-License-Identifier: MIT */
/*
 * The only log call of a firmware has no string.
 */
#include <rt/log.h>

static volatile int value = 7;

int main(void)
{
    RT_LOG_INFO("alone %d", value);
    return 0;
}
