# SPDX-License-Identifier: MIT
# QEMU's virt as a board with local interrupts.
set(RIVET_BOARD virt-rv${LOCAL_XLEN})
include(${CMAKE_CURRENT_LIST_DIR}/../../../../hal/boards/virt/board.cmake)
set(RIVET_BOARD local)
set(RIVET_BOARD_NAMES local)
set(RIVET_BOARD_MEMORY local.ld)
set(RIVET_BOARD_INTERRUPTS fast_adc=16 dma_done=31)
