/* SPDX-License-Identifier: MIT */
/* A placeholder: ld/sections.ld rejects a firmware that calls it, and names HEAP. */
#define PLACEHOLDER __attribute__((section(".text.rt_sbrk_missing.sbrk")))

PLACEHOLDER void sbrk(void);

void sbrk(void)
{
}
