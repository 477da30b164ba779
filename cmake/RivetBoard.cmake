# SPDX-License-Identifier: MIT
#
# Finds the board that RIVET_BOARD names and reads its board.cmake, which sets
#   RIVET_BOARD_FOLDER  its folder in hal/boards
#   RIVET_BOARD_MEMORY  its memory file in ld
#   RIVET_BOARD_ISA     its instruction set, unless RIVET_ISA says another
#   RIVET_BOARD_RUN     how tools/rivet-run boots it, as key=value

set(rivet_boards virt-rv64 virt-rv32)
if(NOT RIVET_BOARD IN_LIST rivet_boards)
    list(JOIN rivet_boards ", " rivet_boards)
    message(FATAL_ERROR "RIVET_BOARD is '${RIVET_BOARD}': set it to one of ${rivet_boards}, or host for the host tests (cmake -DRIVET_BOARD=virt-rv64, or cmake --preset virt-rv64).")
endif()
if(NOT RIVET_COMPILER)
    message(FATAL_ERROR "Rivet builds for RISC-V: configure with --toolchain ${RIVET_ROOT}/cmake/toolchain-riscv.cmake (cmake --preset ${RIVET_BOARD} does), before the first configuration of this build folder.")
endif()

string(REGEX REPLACE "-.*" "" rivet_family ${RIVET_BOARD})
include(${RIVET_ROOT}/hal/boards/${rivet_family}/board.cmake)
set(RIVET_MEMORY_FILE ${RIVET_LD_FOLDER}/${RIVET_BOARD_MEMORY})
set(RIVET_ISA ${RIVET_BOARD_ISA} CACHE STRING "The instruction set, such as rv64imac or rv32gc")
