/* SPDX-License-Identifier: MIT */
/* Replaces hal/include/target/hal/xh3power.h: the other core is the test's. */
#ifndef HAL_XH3POWER_H
#define HAL_XH3POWER_H

void hal_xh3power_unblock(void);

#endif
