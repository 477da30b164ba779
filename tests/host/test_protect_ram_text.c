/* SPDX-License-Identifier: MIT */
/* Protection of functions in RAM, on the cores of test_protect.c. */
#define RAM_TEXT 0x80007000UL
#include "test_protect.c"
