/* SPDX-License-Identifier: MIT */
/*
 * heap_4.c includes it for what is in FreeRTOS.h.
 */
#include "FreeRTOS.h"
