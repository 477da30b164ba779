/* SPDX-License-Identifier: MIT */
#ifndef PANEL_H
#define PANEL_H

#include <board.h>

/* PANEL_LAMPS while the machine is up, else 0. */
int panel_lamps(void);

#endif
