/* SPDX-License-Identifier: MIT */
/* The other source, which a unity build puts into one with main.c. */
#ifndef SECOND_H
#define SECOND_H

#include <stdbool.h>

/* The board of Rivet has a console. */
bool second_board_is_there(void);

#endif
