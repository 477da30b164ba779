# SPDX-License-Identifier: MIT
#
# What the board has, for tests and examples that not every board can run. They go by this and by
# the settings in board.cmake, never by the board's name, so that a board in a folder of its own
# gets the same tests as one of Rivet's. Sets
#   rivet_ram      bytes of RAM for data, from the memory file. With RIVET_BOARD=host, unlimited
#   rivet_on_virt  ON if QEMU's machine "virt" runs the board's firmware: its cores can be chosen,
#                  it has a test device, and it passes a device tree
#   rivet_on_virt_ram  ON if it also loads the firmware to RAM, so that firmware may have another
#                  memory file

# rivet_board_has(<result> <name>...) sets the result to ON if the board has all the names. A
# constant, a macro or a device is in board.h, a function or variable of rt/board.h in board.c.
# rivet_board_first(<result> <name>...) sets the result to the first name that the board has, or to
# nothing. rivet_report_left_out() prints the names that rivet_board_has did not find.
function(rivet_board_has result)
    get_property(words GLOBAL PROPERTY rivet_board_words)
    set(missing "")
    foreach(name IN LISTS ARGN)
        if(NOT name IN_LIST words)
            list(APPEND missing ${name})
        endif()
    endforeach()
    set_property(GLOBAL APPEND PROPERTY rivet_board_lacks ${missing})
    string(COMPARE EQUAL "${missing}" "" has)
    set(${result} ${has} PARENT_SCOPE)
endfunction()

function(rivet_board_first result)
    get_property(words GLOBAL PROPERTY rivet_board_words)
    set(${result} "" PARENT_SCOPE)
    foreach(name IN LISTS ARGN)
        if(name IN_LIST words)
            set(${result} ${name} PARENT_SCOPE)
            break()
        endif()
    endforeach()
endfunction()

function(rivet_report_left_out)
    get_property(missing GLOBAL PROPERTY rivet_board_lacks)
    if(missing)
        list(REMOVE_DUPLICATES missing)
        list(SORT missing)
        list(JOIN missing ", " missing)
        message(STATUS "Board '${RIVET_BOARD}' gets no tests of what it lacks (docs/porting.md): "
            "${missing}")
    endif()
endfunction()

# The names that begin with board_ in a header, which may include others, or in a source.
function(rivet_words_of result file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    if(file MATCHES "\\.h$")
        execute_process(OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY
            COMMAND ${CMAKE_C_COMPILER} ${RIVET_C_FLAGS} -E -dD ${file}
                -isystem ${RIVET_LIBC_ROOT}/include -I${RIVET_ROOT}/src/include
                -I${RIVET_ROOT}/hal/include -I${RIVET_ROOT}/hal/include/target
                -I${RIVET_ROOT}/hal/drivers)
    else()
        file(READ ${file} text)
    endif()
    string(REGEX MATCHALL "(BOARD|board)_[A-Za-z0-9_]+" words "${text}")
    set(${result} ${words} PARENT_SCOPE)
endfunction()

function(rivet_read_board)
    rivet_words_of(declared ${RIVET_BOARD_PATH}/board.h)
    rivet_words_of(defined ${RIVET_BOARD_PATH}/board.c)
    rivet_words_of(of_every_board ${RIVET_ROOT}/src/include/rt/board.h)
    list(REMOVE_ITEM declared ${of_every_board})
    foreach(word IN LISTS of_every_board)
        if(word IN_LIST defined)
            list(APPEND declared ${word})
        endif()
    endforeach()
    set_property(GLOBAL PROPERTY rivet_board_words ${declared})
endfunction()

# The region that DATA is in, and its length.
function(rivet_read_memory_file)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${RIVET_MEMORY_FILE})
    file(READ ${RIVET_MEMORY_FILE} text)
    string(REGEX MATCH "REGION_ALIAS\\(\"DATA\", *([A-Za-z0-9_]+)\\)" _ "${text}")
    set(region ${CMAKE_MATCH_1})
    set(number "([0-9]+|0x[0-9a-fA-F]+)([KM]?)[ \n]")
    if(NOT text MATCHES "[ {\n]${region} *(\\([^)]*\\))? *:[^\n]*LENGTH *= *${number}")
        message(FATAL_ERROR "${RIVET_MEMORY_FILE} must have one line '<region> (<rights>) : ORIGIN "
            "= <address>, LENGTH = <bytes>' for the region of DATA, its length a number with or "
            "without K or M (docs/porting.md).")
    endif()
    string(REPLACE K "* 1024" unit "${CMAKE_MATCH_3}")
    string(REPLACE M "* 1048576" unit "${unit}")
    math(EXPR bytes "${CMAKE_MATCH_2} ${unit}")
    set(rivet_ram ${bytes} PARENT_SCOPE)
endfunction()

set(rivet_on_virt OFF)
set(rivet_on_virt_ram OFF)
if(RIVET_BOARD STREQUAL "host")
    math(EXPR rivet_ram "1 << 40")
else()
    rivet_read_board()
    rivet_read_memory_file()
    if("machine=virt" IN_LIST RIVET_BOARD_RUN)
        set(rivet_on_virt ON)
        if("image=kernel" IN_LIST RIVET_BOARD_RUN)
            set(rivet_on_virt_ram ON)
        endif()
    endif()
endif()
