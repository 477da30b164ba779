# SPDX-License-Identifier: MIT
#
# Reads RIVET_ISA, such as rv64imac or rv64imac_zba_zbb, or stops with an error. Included by
# RivetTargetFlags.cmake. Sets
#   RIVET_XLEN        32 or 64
#   RIVET_REGISTERS   how many integer registers there are: 32, or 16 with the base E
#   RIVET_EXTENSIONS  the extensions with names, for QEMU's core
#   rivet_base        the instruction set without them: libraries are chosen by it
#   rivet_march       the argument of -march
#   rivet_abi         the argument of -mabi
# With the base E, it empties RIVET_BOARD_MODES, which the board has set before.
#
# There is no list of known extensions, because the compiler is asked. Only what Rivet itself can't
# have is listed, in rivet_refuse_extensions.

# rivet_ask_compiler(<variable> <argument>...) runs the compiler on a C file. It sets the variable
# to the output, and <variable>_failed if there was an error. The file has a constant that makes
# GCC 12.2 for RV32 with Zbs fail.
function(rivet_ask_compiler variable)
    set(compiler ${RIVET_GCC})
    if(RIVET_COMPILER STREQUAL "clang")
        set(compiler ${RIVET_CLANG} --target=riscv${RIVET_XLEN}-unknown-elf)
    endif()
    set(source ${CMAKE_BINARY_DIR}/CMakeFiles/rivet_isa.c)
    file(WRITE ${source} "int bit(void);\nint bit(void)\n{\n    return 2048;\n}\n")
    execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C ${compiler} ${ARGN} ${source}
        OUTPUT_VARIABLE text ERROR_VARIABLE text RESULT_VARIABLE ${variable}_failed)
    set(${variable} "${text}" PARENT_SCOPE)
    set(${variable}_failed ${${variable}_failed} PARENT_SCOPE)
endfunction()

# rivet_try_march(<variable> <march>) sets the variable to why the compiler and its assembler
# refuse it, or to nothing. GCC takes names that it does not know; its assembler does not.
function(rivet_try_march variable march)
    set(object ${CMAKE_BINARY_DIR}/CMakeFiles/rivet_isa.o)
    rivet_ask_compiler(text -march=${march} -mabi=${rivet_abi} -c -o ${object})
    file(REMOVE ${object})
    set(why "")
    if(text_failed)
        string(REGEX MATCH "[Ee]rror: ([^\n]*)" why "${text}")
        set(why "${CMAKE_MATCH_1}")
        if(why STREQUAL "")
            set(why "no reason given")
        endif()
    endif()
    set(${variable} "${why}" PARENT_SCOPE)
endfunction()

# rivet_refuse_extensions(<name>...) stops if Rivet can't have one of these.
function(rivet_refuse_extensions)
    foreach(name IN LISTS ARGN)
        set(why "")
        if(name MATCHES "^(v|zv.*)$")
            set(why "its trap frame and interrupt entries have no vector registers")
        elseif(name MATCHES "^(zcmp|zcmt|zce|zclsd)$")
            set(why "its readers of machine code (stack bound, call sites, checks) don't know the \
instructions")
        elseif(name MATCHES "^z[fdh]inx(min)?$")
            set(why "its interrupt entries save fcsr with floating-point registers only")
        elseif(name STREQUAL "zicfiss")
            set(why "its trap frame has no shadow stack pointer")
        elseif(name MATCHES "^x")
            set(why "its readers of machine code know no vendor's instructions")
        endif()
        if(why)
            message(FATAL_ERROR
                "RIVET_ISA is '${RIVET_ISA}', but Rivet can't have ${name}: ${why}. Leave it out.")
        endif()
    endforeach()
endfunction()

# rivet_explain_refusal(<why> <name>...) stops because the compiler refuses these extensions. It
# names those that the compiler also refuses one at a time.
function(rivet_explain_refusal why)
    set(refused "")
    foreach(name IN LISTS ARGN)
        rivet_try_march(alone ${rivet_plain_march}_${name})
        if(alone)
            list(APPEND refused ${name})
            set(why ${alone})
        endif()
    endforeach()
    if(NOT refused)
        set(refused ${ARGN})
    endif()
    list(REMOVE_DUPLICATES refused)
    list(JOIN refused ", " refused)
    rivet_ask_compiler(version --version)
    string(REGEX REPLACE "\n.*" "" version "${version}")
    message(FATAL_ERROR
        "RIVET_ISA is '${RIVET_ISA}', but ${version} refuses ${refused} (${why}): use a compiler "
        "that has it (RIVET_GCC_PREFIX or RIVET_COMPILER), or leave it out.")
endfunction()

if(RIVET_ISA MATCHES "^rv64e")
    message(FATAL_ERROR
        "RIVET_ISA is '${RIVET_ISA}': no GCC has libraries for rv64e, and most have no ABI lp64e. "
        "Write rv32e for a core of 16 registers.")
endif()
if(NOT RIVET_ISA MATCHES "^(rv(32|64)([gi]m?a?f?d?c?|em?a?c?))(v?)((_[a-z0-9]+)*)$")
    message(FATAL_ERROR
        "RIVET_ISA is '${RIVET_ISA}': write rv32 or rv64, then i or g, then letters of m a f d c "
        "in this order, then extensions such as _zba_zbb: rv64imac, rv32gc or rv64imac_zba_zbb. "
        "For a core of 16 registers write rv32e, then letters of m a c, such as rv32emac.")
endif()
set(rivet_base ${CMAKE_MATCH_1})
set(RIVET_XLEN ${CMAKE_MATCH_2})
string(REPLACE "_" ";" rivet_names "${CMAKE_MATCH_4}${CMAKE_MATCH_5}")
list(REMOVE_ITEM rivet_names "" zicsr zifencei)
list(REMOVE_DUPLICATES rivet_names)

set(RIVET_REGISTERS 32)
set(rivet_abi ilp32)
if(RIVET_XLEN EQUAL 64)
    set(rivet_abi lp64)
endif()
if(rivet_base MATCHES "g|d")
    string(APPEND rivet_abi d)
elseif(rivet_base MATCHES "f")
    string(APPEND rivet_abi f)
elseif(rivet_base MATCHES "e")
    string(APPEND rivet_abi e)
    set(RIVET_REGISTERS 16)
    # Calls of programs in lower modes have their number in a7.
    set(RIVET_BOARD_MODES "")
endif()

# GCC 12 and later require Zicsr and Zifencei to be named. The letter g includes them, and Clang
# rejects a repeated name.
set(rivet_plain_march ${rivet_base})
if(NOT rivet_base MATCHES "g")
    string(APPEND rivet_plain_march _zicsr_zifencei)
endif()
list(JOIN rivet_names "_" rivet_march)
string(PREPEND rivet_march ${rivet_plain_march}_)
string(REGEX REPLACE "_$" "" rivet_march ${rivet_march})

if(rivet_names)
    foreach(name IN LISTS rivet_names)
        string(REGEX REPLACE "[0-9]+(p[0-9]+)?$" "" rivet_plain_name ${name})
        if(NOT rivet_plain_name STREQUAL name)
            message(FATAL_ERROR
                "RIVET_ISA is '${RIVET_ISA}': write ${rivet_plain_name} for ${name}, because "
                "a compiler knows one version of an extension.")
        endif()
    endforeach()
    rivet_refuse_extensions(${rivet_names})
    if(NOT rivet_base MATCHES "[gfd]" AND "${rivet_names}" MATCHES "(^|;)(zf[a-z0-9]*)")
        message(FATAL_ERROR
            "RIVET_ISA is '${RIVET_ISA}': ${CMAKE_MATCH_2} needs floating-point registers, so "
            "write f before the extensions, such as rv64imafc_${CMAKE_MATCH_2}.")
    endif()
    rivet_try_march(rivet_refusal ${rivet_march})
    if(rivet_refusal)
        rivet_explain_refusal(${rivet_refusal} ${rivet_names})
    endif()
endif()

# rivet_require_extension(<setting of a board> <name>) stops if the board needs an extension that
# RIVET_ISA lacks.
function(rivet_require_extension setting name)
    if(RIVET_BOARD_${setting} AND NOT name IN_LIST rivet_names)
        message(FATAL_ERROR
            "RIVET_ISA is '${RIVET_ISA}', but RIVET_BOARD_${setting} of the board needs ${name}: "
            "write ${RIVET_ISA}_${name}, in RIVET_BOARD_ISA if it is the board's.")
    endif()
endfunction()
rivet_require_extension(DMA_BLOCK zicbom)
rivet_require_extension(ZERO_BLOCK zicboz)

# Not every QEMU knows the names of these: parts of a letter of the base, and properties of a core
# that have no instructions of their own.
set(RIVET_EXTENSIONS ${rivet_names})
list(FILTER RIVET_EXTENSIONS EXCLUDE REGEX
    "^(zicntr|zihpm|za[0-9]+rs|zic64b|ziccif|ziccrse|ziccamoa|zicclsm)$")
if(rivet_base MATCHES "a|g")
    list(FILTER RIVET_EXTENSIONS EXCLUDE REGEX "^za(amo|lrsc)$")
endif()
if(rivet_base MATCHES "m|g")
    list(FILTER RIVET_EXTENSIONS EXCLUDE REGEX "^zmmul$")
endif()
if(rivet_base MATCHES "c$")
    list(FILTER RIVET_EXTENSIONS EXCLUDE REGEX "^zc[afd]$")
endif()
list(JOIN RIVET_EXTENSIONS "," RIVET_EXTENSIONS)
