/* SPDX-License-Identifier: MIT */
/* PROTECTION ANY with guards of pages, on the cores of test_protect_any.c. */
#define GUARD 4096UL
#include "test_protect_any.c"
