# SPDX-License-Identifier: MIT
#
# rivet_find_board() finds the board RIVET_BOARD. It is a folder in hal/boards with a board.cmake
# that lists it, or your own board's folder RIVET_BOARD_DIR. A folder has board.cmake, board.c,
# board.h and a memory file. Its board.cmake sets
#   RIVET_BOARD_NAMES   the boards in this folder
#   RIVET_BOARD_MEMORY  the memory file, in ld or in the board's own folder
#   RIVET_BOARD_ISA     the default of RIVET_ISA
#   RIVET_BOARD_RUN     how tools/rivet-run boots it, as key=value. If it names no machine, firmware
#                       runs on a board with a serial port only, and what would run says so
#   RIVET_BOARD_DEVICE_TREE  a .dts or .dtb file in the board's folder that describes the board, for
#                       the test of board.h; by default the tree of QEMU's machine
#   RIVET_BOARD_HARTS   the number of harts that tests may use; by default that of
#                       RIVET_BOARD_HART_IDS, or 1
#   RIVET_BOARD_LEAST_HARTS  the minimum number of harts of the machine, if more than 1
#   RIVET_BOARD_MODES   the boot hart's modes besides machine mode: user, or user supervisor
#   RIVET_BOARD_PASSES_TREE  ON if the stage before passes the address of a device tree
#   RIVET_BOARD_EXITS   ON if board_exit ends the machine and its status reaches rivet-run
#   RIVET_BOARD_HART_IDS  the mhartid of each hart of the machine, 0 to 15, such as 0 2 4; if it is
#                       not set, they are 0, 1, 2 and so on, and their number is not known
#   RIVET_BOARD_DEFINITIONS  macros for board.c that are determined at configuration time
#   RIVET_BOARD_INTERRUPTS  interrupt sources besides software, timer and external, as name=cause
#   RIVET_BOARD_IPI     how harts interrupt each other: msip, by their software interrupts; or by
#                       messages where those lack MSIP, imsic
#   RIVET_BOARD_REPORTS_ADDRESSES  ON if the core writes the address of each access fault into
#                            mtval; else a panic works it out from the instruction
#   RIVET_BOARD_INTERRUPTS_MODE  direct if the core lacks vectored mode: the default of INTERRUPTS
#   RIVET_BOARD_SEMIHOSTING  OFF if no host ever answers: the default of SEMIHOSTING
#   RIVET_BOARD_SMRNMI  ON if the cores have the extension Smrnmi: the start must enable traps
#   RIVET_BOARD_SMEPMP  ON if the cores have the extension Smepmp
#   RIVET_BOARD_DMA_BLOCK  the bytes of a cache block if devices don't see the caches; the cores
#                       then need Zicbom. See hal/dma.h
#   RIVET_BOARD_ZERO_BLOCK  the bytes that cbo.zero fills, if the cores have Zicboz
#   RIVET_BOARD_CODE_IN_ONE_ENTRY  ON if an instruction can't be in two entries of the PMP, and the
#                       PMP has no TOR: code then takes a power of two of bytes
#   RIVET_BOARD_UF2_FAMILY  the number of the chip's family in UF2 files, such as 0xe48bff5a: images
#                       are then written in that format too
#   RIVET_BOARD_PAGING  ON if the cores have supervisor mode with paging: they may then remember
#                       what the PMP allowed, until sfence.vma
#   RIVET_BOARD_DATA_STAYS  ON if .data is loaded at its run address, so that it needs no copy
#   RIVET_BOARD_WINDOWS  the address ranges of devices, and of memory that the memory file does not
#                       name, as <address>+<bytes> in hexadecimal and in order; without them,
#                       undeclared addresses stay accessible
#   RIVET_BOARD_PROTECTION  the default of PROTECTION: ON if the cores have TOR and a granularity of
#                       at most RIVET_BOARD_PROTECTION_UNIT bytes; KNOWN if they also have 16
#                       entries and NAPOT; ANY otherwise, and if it is not set
#   RIVET_BOARD_PROTECTION_UNIT  code, constants and stack guards are rounded up to this many bytes,
#                       a power of two; 64 by default. QEMU is slow on pages that the PMP divides,
#                       so use 4096 if there is enough memory
#
# It also sets RIVET_BOARD_PATH, the board's folder, and rivet_boards, the names that it looked at.
# If there is no such board, RIVET_BOARD_PATH is empty. The toolchain file calls it before the
# compiler is known, so board.cmake must not depend on the compiler.
#
# Each board.cmake begins with the defaults: what another board has set, now or earlier in the same
# build folder, is gone. That includes RIVET_ISA, if it was a board's default.

include(${CMAKE_CURRENT_LIST_DIR}/RivetBoardCheck.cmake)

set(RIVET_BOARD_DIR "" CACHE PATH "The folder of your own board; empty for one of Rivet's")
option(RIVET_SEMIHOSTING
    "Firmware may make semihosting calls; OFF for boards on a serial port" ON)
set(rivet_boards_folder ${CMAKE_CURRENT_LIST_DIR}/../hal/boards)
cmake_path(NORMAL_PATH rivet_boards_folder)

# rivet_qemu_version(<result> <program>) sets the result to the version of an installed QEMU, such
# as 7.2, or to nothing. For board.cmake, where versions of a model differ.
function(rivet_qemu_version result program)
    execute_process(COMMAND ${program} --version
        OUTPUT_VARIABLE text RESULT_VARIABLE status ERROR_QUIET)
    string(REGEX MATCH "version ([0-9]+\\.[0-9]+)" _ "${text}")
    set(${result} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

macro(rivet_find_board)
    set(RIVET_BOARD_PATH "")
    set(rivet_boards "")
    file(GLOB rivet_board_files CONFIGURE_DEPENDS ${rivet_boards_folder}/*/board.cmake)
    if(RIVET_BOARD_DIR)
        foreach(rivet_file IN ITEMS board.cmake board.c board.h)
            if(NOT EXISTS ${RIVET_BOARD_DIR}/${rivet_file})
                message(FATAL_ERROR
                    "RIVET_BOARD_DIR is '${RIVET_BOARD_DIR}', but there is no ${rivet_file} in "
                    "it: a board is a folder with board.cmake, board.c, board.h and a memory file.")
            endif()
        endforeach()
        list(APPEND rivet_board_files ${RIVET_BOARD_DIR}/board.cmake)
    endif()
    if(RIVET_ISA STREQUAL "${rivet_isa_by_default}")
        unset(RIVET_ISA CACHE)
    endif()
    foreach(rivet_board_file IN LISTS rivet_board_files)
        set(RIVET_BOARD_NAMES "")
        set(RIVET_BOARD_MEMORY "")
        set(RIVET_BOARD_ISA "")
        set(RIVET_BOARD_RUN "")
        set(RIVET_BOARD_DEVICE_TREE "")
        set(RIVET_BOARD_HARTS "")
        set(RIVET_BOARD_MODES "")
        set(RIVET_BOARD_PASSES_TREE OFF)
        set(RIVET_BOARD_EXITS OFF)
        set(RIVET_BOARD_LEAST_HARTS 1)
        set(RIVET_BOARD_HART_IDS "")
        set(RIVET_BOARD_DEFINITIONS "")
        set(RIVET_BOARD_INTERRUPTS "")
        set(RIVET_BOARD_IPI msip)
        set(RIVET_BOARD_INTERRUPTS_MODE vectored)
        set(RIVET_BOARD_SEMIHOSTING ON)
        set(RIVET_BOARD_SMRNMI OFF)
        set(RIVET_BOARD_SMEPMP OFF)
        set(RIVET_BOARD_DMA_BLOCK "")
        set(RIVET_BOARD_ZERO_BLOCK "")
        set(RIVET_BOARD_UF2_FAMILY "")
        set(RIVET_BOARD_CODE_IN_ONE_ENTRY OFF)
        set(RIVET_BOARD_PAGING OFF)
        set(RIVET_BOARD_DATA_STAYS OFF)
        set(RIVET_BOARD_REPORTS_ADDRESSES OFF)
        set(RIVET_BOARD_WINDOWS "")
        set(RIVET_BOARD_PROTECTION ANY)
        set(RIVET_BOARD_PROTECTION_UNIT 64)
        include(${rivet_board_file})
        if(NOT RIVET_SEMIHOSTING)
            set(RIVET_BOARD_SEMIHOSTING OFF)
        endif()
        if(rivet_board_file STREQUAL "${RIVET_BOARD_DIR}/board.cmake"
                OR RIVET_BOARD IN_LIST RIVET_BOARD_NAMES)
            rivet_check_board_names(${rivet_board_file})
        endif()
        list(APPEND rivet_boards ${RIVET_BOARD_NAMES})
        if(RIVET_BOARD IN_LIST RIVET_BOARD_NAMES)
            cmake_path(GET rivet_board_file PARENT_PATH RIVET_BOARD_PATH)
            set(rivet_isa_by_default ${RIVET_BOARD_ISA} CACHE INTERNAL "")
            rivet_complete_board()
            break()
        endif()
    endforeach()
endmacro()

# Checks what the runtime needs of a board, and works out what it leaves open.
macro(rivet_complete_board)
    foreach(rivet_name IN ITEMS MEMORY ISA)
        if(NOT RIVET_BOARD_${rivet_name})
            message(FATAL_ERROR
                "board '${RIVET_BOARD}' sets no RIVET_BOARD_${rivet_name} in ${rivet_board_file} "
                "(docs/porting.md).")
        endif()
    endforeach()
    rivet_check_board(${rivet_board_file})
    set(RIVET_SOFTWARE_CAUSE 3)
    if(RIVET_BOARD_IPI STREQUAL "imsic")
        set(RIVET_SOFTWARE_CAUSE 1)
    endif()
    if(NOT RIVET_BOARD_HARTS)
        list(LENGTH RIVET_BOARD_HART_IDS RIVET_BOARD_HARTS)
        if(RIVET_BOARD_HARTS EQUAL 0)
            set(RIVET_BOARD_HARTS ${RIVET_BOARD_LEAST_HARTS})
        endif()
    endif()
endmacro()
