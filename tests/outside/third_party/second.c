/* SPDX-License-Identifier: MIT */
#include "second.h"

#include <rt/board.h>

bool second_board_is_there(void)
{
    return board_console != NULL;
}
