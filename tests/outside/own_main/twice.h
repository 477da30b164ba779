/* SPDX-License-Identifier: MIT */
/* Shared by firmware and tests. */
#ifndef TWICE_H
#define TWICE_H

int twice(int value);

#endif
