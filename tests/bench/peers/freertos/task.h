/* SPDX-License-Identifier: MIT */
/* heap_4.c includes this for the definitions in FreeRTOS.h. */
#include "FreeRTOS.h"
