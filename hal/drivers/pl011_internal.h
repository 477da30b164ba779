/* SPDX-License-Identifier: MIT */
/** @file
 * What the driver's files share; for them alone. See pl011.c.
 */
#ifndef PL011_INTERNAL_H
#define PL011_INTERNAL_H

#include <assert.h>
#include <pl011.h>

/** @cond internal */

static inline const struct pl011 *pl011_device(const struct hal_uart *uart)
{
    static_assert(offsetof(struct pl011, uart) == 0, "the interface comes first");
    return (const struct pl011 *)uart;
}

static inline bool pl011_has(const struct pl011 *dev, uint32_t flag)
{
    return (reg_read(&pl011_regs_of(dev)->fr) & flag) != 0;
}

/** @endcond */

#endif
