/* SPDX-License-Identifier: MIT */
/*
 * What lwIP asks for of a system: the time, and critical sections.
 */
#include <lwip/sys.h>
#include <rt/critical.h>
#include <rt/time.h>

u32_t sys_now(void)
{
    return (u32_t)rt_uptime_ms();
}

sys_prot_t sys_arch_protect(void)
{
    return rt_critical_enter();
}

void sys_arch_unprotect(sys_prot_t state)
{
    rt_critical_exit(state);
}
