/* SPDX-License-Identifier: MIT */
/*
 * What lwIP asks for of a compiler and a C library.
 */
#ifndef CC_H
#define CC_H

#include <rt/panic.h>
#include <stdlib.h>

/** What sys_arch_protect returns. */
typedef unsigned long sys_prot_t;

#define LWIP_PLATFORM_ASSERT(text) rt_panic("lwIP: %s", text)

/* Sequence numbers and ports only. Without a source of entropy they can be guessed. */
#define LWIP_RAND() ((u32_t)rand())

#endif
