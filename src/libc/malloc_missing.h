/* SPDX-License-Identifier: MIT */
/*
 * Placeholders of functions of malloc's family. ld/sections.ld rejects a firmware that calls one,
 * with a clear message. The linker drops the others.
 */
#ifndef MALLOC_MISSING_H
#define MALLOC_MISSING_H

/* MALLOC_SECTION is the beginning of the section's name, by which the message is chosen. */
#define MALLOC_MISSING(name, attribute)                                           \
    __attribute__((section(MALLOC_SECTION "." #name))) attribute void name(void); \
    void name(void)                                                               \
    {                                                                             \
    }

/* The functions of C, POSIX and picolibc. */
#define MALLOC_MISSING_ALL(attribute)         \
    MALLOC_MISSING(malloc, attribute)         \
    MALLOC_MISSING(free, attribute)           \
    MALLOC_MISSING(calloc, attribute)         \
    MALLOC_MISSING(realloc, attribute)        \
    MALLOC_MISSING(aligned_alloc, attribute)  \
    MALLOC_MISSING(memalign, attribute)       \
    MALLOC_MISSING(posix_memalign, attribute) \
    MALLOC_MISSING(malloc_usable_size, attribute)

#endif
