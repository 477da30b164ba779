/* SPDX-License-Identifier: MIT */
/*
 * Doesn't call strlen: the C library's is large because it is optimised for long texts, and this
 * code is in every firmware.
 */
#include "text_table.h"

const char *rti_next_text(const char *text)
{
    while (*text != '\0') {
        text++;
    }
    return text + 1;
}

const char *rti_nth_text(const char *text, unsigned long nth)
{
    for (; nth != 0; nth--) {
        text = rti_next_text(text);
    }
    return text;
}
