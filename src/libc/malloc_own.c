/* SPDX-License-Identifier: MIT */
/*
 * malloc and related functions in firmware with HEAP OWN, whose sources define them. Those that
 * they leave out are rejected if they are called, as without HEAP. Linked as an object: otherwise
 * the linker would take them from the C library, whose heap is not reserved.
 */
#define MALLOC_SECTION ".text.rt_heap_undefined"
#include "malloc_missing.h"

MALLOC_MISSING_ALL(__attribute__((weak)))
