/* SPDX-License-Identifier: MIT */
/*
 * Finds how much of a stack was in use.
 */
#include "marks.h"

size_t rti_marks_used(const void *start, const void *end, unsigned long fill)
{
    const unsigned long *word = start;

    while (word < (const unsigned long *)end && *word == fill) {
        word++;
    }
    return (size_t)((const char *)end - (const char *)word);
}
