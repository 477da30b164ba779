/* SPDX-License-Identifier: MIT */
/* malloc and related functions in firmware without HEAP. */
#include "malloc_missing.h"

MALLOC_MISSING_ALL()
MALLOC_MISSING(rti_malloc_or_null, )
