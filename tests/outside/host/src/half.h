/* SPDX-License-Identifier: MIT */
/* What the test tests. */
#ifndef HALF_H
#define HALF_H

/* Half of an even number. */
int half(int even);

#endif
