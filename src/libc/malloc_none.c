/* SPDX-License-Identifier: MIT */
/* malloc and related functions in firmware without HEAP. */
#define MALLOC_SECTION ".text.rt_heap_missing"
#include "malloc_missing.h"

MALLOC_MISSING_ALL()
MALLOC_MISSING(rti_malloc_or_null, )
