# SPDX-License-Identifier: MIT
#
# Finds the board RIVET_BOARD. It is a folder in hal/boards with a board.cmake that lists it, or
# your own board's folder RIVET_BOARD_DIR. A folder has board.cmake, board.c, board.h and a memory
# file. Its board.cmake sets
#   RIVET_BOARD_NAMES   the boards in this folder
#   RIVET_BOARD_MEMORY  the memory file, in ld or in the board's own folder
#   RIVET_BOARD_ISA     the default of RIVET_ISA
#   RIVET_BOARD_RUN     how tools/rivet-run boots it, as key=value
#   RIVET_BOARD_LEAST_HARTS  the minimum number of harts of the machine, if more than 1
#   RIVET_BOARD_DEFINITIONS  macros for board.c that are determined at configuration time
#   RIVET_BOARD_INTERRUPTS  interrupt sources besides software, timer and external, as name=cause
#   RIVET_BOARD_DATA_STAYS  ON if .data is loaded at its run address, so that it needs no copy
#   RIVET_BOARD_PROTECTION_UNIT  code, constants and stack guards are rounded up to this many bytes,
#                       a power of two; 64 by default. QEMU is slow on pages that the PMP divides,
#                       so use 4096 if there is enough memory

set(RIVET_BOARD_DIR "" CACHE PATH "The folder of your own board; empty for one of Rivet's")
set(RIVET_BOARD_PATH "")
set(rivet_boards "")
file(GLOB rivet_board_files CONFIGURE_DEPENDS ${RIVET_ROOT}/hal/boards/*/board.cmake)
if(RIVET_BOARD_DIR)
    foreach(file IN ITEMS board.cmake board.c board.h)
        if(NOT EXISTS ${RIVET_BOARD_DIR}/${file})
            message(FATAL_ERROR
                "RIVET_BOARD_DIR is '${RIVET_BOARD_DIR}', but there is no ${file} in it: a board "
                "is a folder with board.cmake, board.c, board.h and a memory file.")
        endif()
    endforeach()
    list(APPEND rivet_board_files ${RIVET_BOARD_DIR}/board.cmake)
endif()
foreach(rivet_board_file IN LISTS rivet_board_files)
    set(RIVET_BOARD_LEAST_HARTS 1)
    set(RIVET_BOARD_DEFINITIONS "")
    set(RIVET_BOARD_INTERRUPTS "")
    set(RIVET_BOARD_DATA_STAYS OFF)
    set(RIVET_BOARD_PROTECTION_UNIT 64)
    include(${rivet_board_file})
    list(APPEND rivet_boards ${RIVET_BOARD_NAMES})
    if(RIVET_BOARD IN_LIST RIVET_BOARD_NAMES)
        cmake_path(GET rivet_board_file PARENT_PATH RIVET_BOARD_PATH)
        cmake_path(GET RIVET_BOARD_PATH FILENAME RIVET_BOARD_FOLDER)
        break()
    endif()
endforeach()
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
        "does), before the first configuration of this build folder.")
endif()

set(RIVET_MEMORY_FILE ${RIVET_LD_FOLDER}/${RIVET_BOARD_MEMORY})
if(RIVET_BOARD_PATH STREQUAL RIVET_BOARD_DIR)
    set(RIVET_MEMORY_FILE ${RIVET_BOARD_DIR}/${RIVET_BOARD_MEMORY})
endif()
set(RIVET_ISA ${RIVET_BOARD_ISA} CACHE STRING "The instruction set, such as rv64imac or rv32gc")
