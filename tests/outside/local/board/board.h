/* SPDX-License-Identifier: MIT */
#include "../../../../hal/boards/virt/board.h"
