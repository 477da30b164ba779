/* SPDX-License-Identifier: MIT */
/* Protection of functions in RAM, on the cores of test_protect.c. */
#define HAS_RAM_TEXT
#define FREE_ENTRIES 3
#include "test_protect.c"
