/* SPDX-License-Identifier: MIT */
/* The library's own board, which has nothing to do with Rivet's. */
#ifndef PANEL_BOARD_H
#define PANEL_BOARD_H

enum {
    PANEL_LAMPS = 6
};

#endif
