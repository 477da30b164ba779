/* SPDX-License-Identifier: MIT */
/*
 * The function of hart/others.c in single-hart firmware: there are no other harts.
 */
#include "hart.h"

void rti_hart_close_others(void)
{
}
