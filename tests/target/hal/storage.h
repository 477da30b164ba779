/* SPDX-License-Identifier: MIT */
/* The board's storage whose content the host can read. */
#ifndef STORAGE_H
#define STORAGE_H

#include <hal/block.h>

struct storage {
    const char *label;
    const struct hal_block *block;
};

extern const struct storage storage_flash;
extern const struct storage storage_card; /**< No block if there is no card. */

#endif
