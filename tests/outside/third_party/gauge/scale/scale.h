/* SPDX-License-Identifier: MIT */
#ifndef SCALE_H
#define SCALE_H

/* Three times the value. */
int gauge_scale(int value);

#endif
