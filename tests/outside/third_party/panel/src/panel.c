/* SPDX-License-Identifier: MIT */
#include "board.h"

#include <panel.h>
#include <rt/time.h>

int panel_lamps(void)
{
    return rt_uptime_us() > 0 ? PANEL_LAMPS : 0;
}
