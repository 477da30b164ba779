/* SPDX-License-Identifier: MIT */
/* The interface of a plain library. */
#ifndef GAUGE_H
#define GAUGE_H

/* The length of the text that it makes. */
int gauge_read(void);

#endif
