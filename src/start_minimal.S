/* SPDX-License-Identifier: MIT */
/*
 * start.S for firmware with no bytes to spare: the loops are rolled up.
 */
#define CLEAR_WORDS 4
#define COPY_WORDS 2
#include "start.S"
