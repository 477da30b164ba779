/* SPDX-License-Identifier: MIT */
/*
 * Not by strlen: the C library's is made for long texts and large, and this is in every firmware.
 */
#include "text_table.h"

const char *rti_next_text(const char *text)
{
    while (*text != '\0') {
        text++;
    }
    return text + 1;
}
