/* SPDX-License-Identifier: MIT */
/*
 * A placeholder for destructors of thread_local objects: no thread ends, so nothing would run them.
 * ld/sections.ld rejects a firmware that calls it.
 */
#define PLACEHOLDER __attribute__((section(".text.rt_thread_atexit_missing.any")))

PLACEHOLDER void __cxa_thread_atexit(void);

void __cxa_thread_atexit(void)
{
}
