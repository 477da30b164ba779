/* SPDX-License-Identifier: MIT */
/*
 * The word that begins a string or dump in a record; for firmware and host tools.
 */
#ifndef LOG_STRING_WORD_H
#define LOG_STRING_WORD_H

#define RTI_LOG_STRING_NULL     0xffffffffU /* the pointer was NULL */
#define RTI_LOG_STRING_CONSTANT 0x80000000U /* the other bits: bytes from rt_rodata_start to it */
#define RTI_LOG_STRING_CUT      0x40000000U /* it was longer */
/* The bits of the size of what follows. */
#define RTI_LOG_STRING_SIZE 0xffffU

#endif
