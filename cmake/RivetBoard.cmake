# SPDX-License-Identifier: MIT
#
# The board RIVET_BOARD and its instruction set, or an error. RivetFindBoard.cmake describes boards.

include(${CMAKE_CURRENT_LIST_DIR}/RivetFindBoard.cmake)
rivet_find_board()
if(NOT RIVET_BOARD_PATH)
    list(JOIN rivet_boards ", " rivet_boards)
    message(FATAL_ERROR
        "RIVET_BOARD is '${RIVET_BOARD}': set it to one of ${rivet_boards}, or host for the host "
        "tests (cmake -DRIVET_BOARD=virt-rv64, or cmake --preset virt-rv64).")
endif()
if(NOT RIVET_COMPILER)
    message(FATAL_ERROR
        "Rivet builds for RISC-V: configure with "
        "--toolchain ${RIVET_ROOT}/cmake/toolchain-riscv.cmake (cmake --preset ${RIVET_BOARD} "
        "does). This build folder keeps the compiler of its first configuration: delete the "
        "folder before, or add --fresh to the command.")
endif()

set(RIVET_MEMORY_FILE ${RIVET_LD_FOLDER}/${RIVET_BOARD_MEMORY})
if(RIVET_BOARD_PATH STREQUAL RIVET_BOARD_DIR)
    set(RIVET_MEMORY_FILE ${RIVET_BOARD_DIR}/${RIVET_BOARD_MEMORY})
endif()
if(NOT EXISTS ${RIVET_MEMORY_FILE})
    message(FATAL_ERROR "${RIVET_BOARD_PATH}/board.cmake: RIVET_BOARD_MEMORY is "
        "'${RIVET_BOARD_MEMORY}', but there is no file ${RIVET_MEMORY_FILE}.")
endif()
file(STRINGS ${RIVET_MEMORY_FILE} rivet_includes REGEX "^ *INCLUDE ")
if(NOT rivet_includes)
    message(FATAL_ERROR "${RIVET_MEMORY_FILE} must have the line 'INCLUDE sections.ld' after its "
        "memory: without it nothing is placed there (docs/porting.md).")
endif()
set(RIVET_ISA ${RIVET_BOARD_ISA} CACHE STRING "The instruction set, such as rv64imac or rv32gc")
