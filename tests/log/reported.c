/* SPDX-License-Identifier: MIT */
/*
 * Records before a panic whose report the host makes.
 */
#include <rt/log.h>
#include <rt/panic.h>

int main(void)
{
    RT_LOG_WARN("before the panic");
    rt_panic("%d reasons", 2);
}
