/* SPDX-License-Identifier: MIT */
/* PROTECTION ANY with functions in RAM, on the cores of test_protect_any.c. */
#define RAM_TEXT_SIZE 128
#include "test_protect_any.c"
