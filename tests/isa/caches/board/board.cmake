# SPDX-License-Identifier: MIT
# QEMU's virt as a board whose devices don't see the caches.
set(RIVET_BOARD virt-rv64)
include(${CMAKE_CURRENT_LIST_DIR}/../../../../hal/boards/virt/board.cmake)
set(RIVET_BOARD caches)
set(RIVET_BOARD_NAMES caches)
set(RIVET_BOARD_MEMORY caches.ld)
set(RIVET_BOARD_ISA rv64imac_zicbom_zicboz)
set(RIVET_BOARD_DMA_BLOCK 64)
set(RIVET_BOARD_ZERO_BLOCK 64)
