# SPDX-License-Identifier: MIT
#
# Checks what a board.cmake sets. A misspelled name or value would have no effect, or one that a
# linker or QEMU reports much later, and then not by the setting's name.

set(rivet_board_settings
    NAMES MEMORY ISA RUN DEVICE_TREE HARTS LEAST_HARTS HART_IDS MODES EXITS PASSES_TREE DATA_STAYS
    REPORTS_ADDRESSES INTERRUPTS INTERRUPTS_MODE IPI SEMIHOSTING SMRNMI SMEPMP PAGING DEFINITIONS
    DMA_BLOCK ZERO_BLOCK UF2_FAMILY CODE_IN_ONE_ENTRY WINDOWS PROTECTION PROTECTION_UNIT)

# rivet_check_board_names(<board.cmake>) stops if there is a name that no setting has.
function(rivet_check_board_names file)
    get_cmake_property(names VARIABLES)
    list(FILTER names INCLUDE REGEX "^RIVET_BOARD_")
    list(TRANSFORM names REPLACE "^RIVET_BOARD_" "")
    list(REMOVE_ITEM names ${rivet_board_settings} DIR PATH)
    if(names)
        list(GET names 0 name)
        list(JOIN rivet_board_settings ", " settings)
        message(FATAL_ERROR "${file}: RIVET_BOARD_${name} is no setting of a board. Those are "
            "RIVET_BOARD_ and one of ${settings} (docs/porting.md).")
    endif()
    if(NOT RIVET_BOARD_NAMES)
        message(FATAL_ERROR "${file} sets no RIVET_BOARD_NAMES, which lists the boards in this "
            "folder, such as ${RIVET_BOARD} (docs/porting.md).")
    endif()
endfunction()

# rivet_check_setting(<board.cmake> <setting> <regular expression> <what it must be>)
function(rivet_check_setting file setting allowed text)
    if(NOT "${RIVET_BOARD_${setting}}" MATCHES "^(${allowed})$")
        list(JOIN RIVET_BOARD_${setting} " " value)
        message(FATAL_ERROR
            "${file}: RIVET_BOARD_${setting} is '${value}': it must be ${text} (docs/porting.md).")
    endif()
endfunction()

# rivet_check_board(<board.cmake>) stops if a setting has a value that it can't have.
function(rivet_check_board file)
    set(switch "ON|OFF|TRUE|FALSE|YES|NO|1|0")
    foreach(setting IN ITEMS EXITS PASSES_TREE DATA_STAYS REPORTS_ADDRESSES SEMIHOSTING SMRNMI
            SMEPMP PAGING CODE_IN_ONE_ENTRY)
        rivet_check_setting(${file} ${setting} "${switch}" "ON or OFF")
    endforeach()
    rivet_check_setting(${file} PROTECTION "KNOWN|ANY|${switch}" "ON, KNOWN, ANY or OFF")
    rivet_check_setting(${file} PROTECTION_UNIT
        "16|32|64|128|256|512|1024|2048|4096|8192|16384|32768|65536"
        "a power of two from 16 to 65536")
    rivet_check_setting(${file} DMA_BLOCK "|16|32|64|128" "empty, 16, 32, 64 or 128")
    rivet_check_setting(${file} ZERO_BLOCK "|16|32|64|128|256|512|1024|2048|4096"
        "empty or a power of two from 16 to 4096")
    if(RIVET_BOARD_DMA_BLOCK AND RIVET_BOARD_DMA_BLOCK GREATER RIVET_BOARD_PROTECTION_UNIT)
        message(FATAL_ERROR "${file}: RIVET_BOARD_DMA_BLOCK is ${RIVET_BOARD_DMA_BLOCK}, which is "
            "more than RIVET_BOARD_PROTECTION_UNIT, ${RIVET_BOARD_PROTECTION_UNIT}: set the latter "
            "too, because all bytes of a cache block must have the same rights.")
    endif()
    string(REPEAT "[0-9a-fA-F]?" 7 digits)
    rivet_check_setting(${file} UF2_FAMILY "|0x[0-9a-fA-F]${digits}"
        "empty or a number such as 0xe48bff5a")
    rivet_check_setting(${file} MODES "|user|user;supervisor" "empty, user or user supervisor")
    rivet_check_setting(${file} INTERRUPTS_MODE "vectored|direct" "vectored or direct")
    rivet_check_setting(${file} IPI "msip|imsic" "msip or imsic")
    if(RIVET_BOARD_IPI STREQUAL "imsic" AND NOT "supervisor" IN_LIST RIVET_BOARD_MODES)
        message(FATAL_ERROR "${file}: RIVET_BOARD_IPI is imsic, which uses the supervisor software "
            "interrupt: RIVET_BOARD_MODES must have supervisor.")
    endif()
    rivet_check_setting(${file} HARTS "|[1-9][0-9]*" "a decimal number")
    rivet_check_setting(${file} LEAST_HARTS "[1-9][0-9]*" "a decimal number")
    cmake_path(GET file PARENT_PATH folder)
    if(RIVET_BOARD_DEVICE_TREE AND NOT EXISTS ${folder}/${RIVET_BOARD_DEVICE_TREE})
        message(FATAL_ERROR "${file}: RIVET_BOARD_DEVICE_TREE is '${RIVET_BOARD_DEVICE_TREE}', but "
            "there is no such file in this folder.")
    endif()
    rivet_check_board_run(${file})
endfunction()

# What each key of RIVET_BOARD_RUN may be; tools/rivet-run/spec.c reads them.
set(rivet_number "0x[0-9a-fA-F]+|[0-9]+")
set(rivet_run_keys qemu machine cpu without memory image flash_base flash_size reset arg baud load
    load_timeout restart gdb_reset)
set(rivet_run_image "kernel|bios|pflash0" "kernel, bios or pflash0")
set(rivet_run_reset "fail|allow" "fail or allow")
set(rivet_run_flash_base "${rivet_number}" "a number")
set(rivet_run_flash_size "${rivet_number}" "a number")
set(rivet_run_baud "[1-9][0-9]*" "a number of symbols in a second, such as 115200")
set(rivet_run_load_timeout "[1-9][0-9]?|[1-5][0-9][0-9]|600" "a number of seconds from 1 to 600")
foreach(rivet_key IN LISTS rivet_run_keys)
    if(NOT DEFINED rivet_run_${rivet_key})
        set(rivet_run_${rivet_key} ".+" "not empty")
    endif()
endforeach()

function(rivet_check_board_run file)
    set(given "")
    foreach(line IN LISTS RIVET_BOARD_RUN)
        if(NOT line MATCHES "^([^=]*)=(.*)$")
            message(FATAL_ERROR "${file}: RIVET_BOARD_RUN has '${line}', which is not key=value. A "
                "command can't have a semicolon: write && or a script.")
        endif()
        set(key "${CMAKE_MATCH_1}")
        set(value "${CMAKE_MATCH_2}")
        if(NOT key IN_LIST rivet_run_keys)
            list(JOIN rivet_run_keys ", " keys)
            message(FATAL_ERROR "${file}: RIVET_BOARD_RUN has the key '${key}'. The keys are "
                "${keys} (docs/porting.md).")
        endif()
        list(GET rivet_run_${key} 0 allowed)
        if(NOT value MATCHES "^(${allowed})$")
            list(GET rivet_run_${key} 1 text)
            message(FATAL_ERROR
                "${file}: RIVET_BOARD_RUN has ${key}='${value}': it must be ${text}.")
        endif()
        list(APPEND given ${key})
    endforeach()
    rivet_require_key(${file} qemu machine)
    rivet_require_key(${file} machine qemu)
    if("image=pflash0" IN_LIST RIVET_BOARD_RUN)
        list(APPEND given pflash0)
        rivet_require_key(${file} pflash0 flash_base)
        rivet_require_key(${file} pflash0 flash_size)
    endif()
endfunction()

# Of the caller's list of keys that are given, one needs another.
function(rivet_require_key file key other)
    if(key IN_LIST given AND NOT other IN_LIST given)
        message(FATAL_ERROR "${file}: RIVET_BOARD_RUN has ${key}, which needs ${other}= too.")
    endif()
endfunction()
