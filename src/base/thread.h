/* SPDX-License-Identifier: MIT */
/*
 * What code with a stack of its own needs before it runs: gp, and a thread-local block.
 */
#ifndef BASE_THREAD_H
#define BASE_THREAD_H

#include <rt/image.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** gp of all code of the image: the linker makes some accesses relative to it. */
static inline uintptr_t thread_gp(void)
{
    uintptr_t gp;

    __asm__("lla %0, __global_pointer$" : "=r"(gp));
    return gp;
}

/**
 * Initialises the block at @p tls, rt_boot_tls_end - rt_boot_tls bytes. picolibc's _init_tls takes
 * sizes for addresses, which lld can't reach from 0x80000000.
 */
static inline void thread_init_tls(char *tls)
{
    const size_t copied = (size_t)(rt_tdata_end - rt_tdata_start);

    memcpy(tls, rt_tdata_start, copied);
    memset(tls + copied, 0, (size_t)(rt_boot_tls_end - rt_boot_tls) - copied);
}

#endif
