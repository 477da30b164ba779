/* SPDX-License-Identifier: MIT */
/*
 * Call after PMP registers were written. A core with paging may remember what they allowed, even
 * while paging is off (privileged specification, 3.7.2). QEMU forgets it when a configuration is
 * written, so virt does without.
 */
#ifndef PMP_FENCE_H
#define PMP_FENCE_H

static inline void pmp_fence(void)
{
#ifdef RT_CORE_HAS_PAGING
    __asm__ volatile("sfence.vma" ::: "memory");
#endif
}

#endif
