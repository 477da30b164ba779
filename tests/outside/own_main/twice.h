/* SPDX-License-Identifier: MIT */
/* What firmware and tests share. */
#ifndef TWICE_H
#define TWICE_H

int twice(int value);

#endif
