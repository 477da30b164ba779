/* SPDX-License-Identifier: MIT */
/*
 * What lwIP asks for of a compiler and a C library.
 */
#ifndef CC_H
#define CC_H

#include <limits.h>
#include <rt/panic.h>
#include <stdlib.h>
#include <sys/types.h>

/* Without SSIZE_MAX, lwIP declares ssize_t as int, which newer versions of picolibc contradict. */
#ifndef SSIZE_MAX
#define SSIZE_MAX LONG_MAX
#endif
#define LWIP_NO_UNISTD_H 1

/** What sys_arch_protect returns. */
typedef unsigned long sys_prot_t;

#define LWIP_PLATFORM_ASSERT(text) rt_panic("lwIP: %s", text)

/* Sequence numbers and ports only. Without a source of entropy they can be guessed. */
#define LWIP_RAND() ((u32_t)rand())

#endif
