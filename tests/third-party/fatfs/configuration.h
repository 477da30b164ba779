/* SPDX-License-Identifier: MIT */
/*
 * FatFs's defaults, with long names, and the means to format a card.
 */
#include <ffconf.h>

#undef FF_USE_MKFS
#define FF_USE_MKFS 1
#undef FF_CODE_PAGE
#define FF_CODE_PAGE 437
#undef FF_USE_LFN
#define FF_USE_LFN 1
#undef FF_FS_NORTC
#define FF_FS_NORTC 1
