# SPDX-License-Identifier: MIT
set(RIVET_BOARD_NAMES bare)
set(RIVET_BOARD_MEMORY bare.ld)
set(RIVET_BOARD_ISA rv32imac)
if(BARE_TREE)
    set(RIVET_BOARD_DEVICE_TREE ${BARE_TREE})
endif()
