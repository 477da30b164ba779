# SPDX-License-Identifier: MIT
#
# Selects the cross compiler. RIVET_COMPILER is gcc (the default) or clang.
#
# If RIVET_BOARD is known before project(), every target of the build gets the flags of the board's
# instruction set and the C library's headers, also one that knows nothing of Rivet. CMake's checks,
# such as check_symbol_exists, then compile and link as firmware does.

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv)

set(RIVET_COMPILER gcc CACHE STRING "The compiler: gcc or clang")
set_property(CACHE RIVET_COMPILER PROPERTY STRINGS gcc clang)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES RIVET_COMPILER)

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)

# Clang also uses GCC's libgcc and its list of multilibs. The variables below pass the programs
# found here to the projects of CMake's checks.
include(${CMAKE_CURRENT_LIST_DIR}/RivetTools.cmake)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES
    RIVET_GCC RIVET_TOOL_PREFIX RIVET_CLANG RIVET_LLD RIVET_LLVM_AR)
get_property(rivet_is_check GLOBAL PROPERTY IN_TRY_COMPILE)
if(NOT RIVET_COMPILER MATCHES "^(gcc|clang)$")
    message(FATAL_ERROR "RIVET_COMPILER is '${RIVET_COMPILER}': it must be gcc or clang.")
endif()

# rivet_keep(<what> <value>) refuses another value than that of the first configuration: CMake keeps
# a build folder's compiler, and what checks have found with it.
function(rivet_keep what value)
    if(rivet_is_check)
        return()
    endif()
    file(GLOB kept ${CMAKE_BINARY_DIR}/CMakeFiles/${CMAKE_VERSION}/CMake*Compiler.cmake)
    if(kept AND DEFINED RIVET_KEPT_${what} AND NOT value STREQUAL RIVET_KEPT_${what})
        message(FATAL_ERROR
            "This build folder keeps the compiler and the checks of its first configuration, for "
            "${RIVET_KEPT_${what}}: for ${value} use another folder, delete this one before, or "
            "add --fresh to the command.")
    endif()
    set(RIVET_KEPT_${what} "${value}" CACHE INTERNAL "")
endfunction()
rivet_keep(COMPILER ${RIVET_COMPILER})
if(RIVET_BOARD STREQUAL "host")
    message(FATAL_ERROR
        "RIVET_BOARD is host, which builds for this machine: configure without this toolchain "
        "file, in a build folder of its own.")
endif()
if(NOT rivet_is_check)
    rivet_find_gcc()
endif()
if(RIVET_COMPILER STREQUAL "clang" AND NOT rivet_is_check)
    rivet_find_clang()
endif()

if(RIVET_COMPILER STREQUAL "gcc")
    set(CMAKE_C_COMPILER ${RIVET_GCC})
    set(CMAKE_ASM_COMPILER ${RIVET_GCC})
    string(REGEX REPLACE "gcc(-?[0-9.]*)$" "g++\\1" CMAKE_CXX_COMPILER ${RIVET_GCC})
    set(CMAKE_AR ${RIVET_TOOL_PREFIX}gcc-ar)
    set(CMAKE_RANLIB ${RIVET_TOOL_PREFIX}gcc-ranlib)
    set(rivet_link_flags "-nostdlib")
else()
    set(CMAKE_C_COMPILER ${RIVET_CLANG})
    set(CMAKE_ASM_COMPILER ${RIVET_CLANG})
    string(REGEX REPLACE "clang(-?[0-9.]*)$" "clang++\\1" CMAKE_CXX_COMPILER ${RIVET_CLANG})
    foreach(language C CXX ASM)
        set(CMAKE_${language}_COMPILER_TARGET riscv64-unknown-elf)
    endforeach()
    set(CMAKE_AR ${RIVET_LLVM_AR})
    string(REGEX REPLACE "ar(-?[0-9.]*)$" "ranlib\\1" CMAKE_RANLIB ${RIVET_LLVM_AR})
    # Without --ld-path, Clang would use the lld in its own folder or the first on the PATH.
    set(rivet_link_flags "-nostdlib -fuse-ld=lld \"--ld-path=${RIVET_LLD}\"")
endif()
set(CMAKE_AR ${CMAKE_AR} CACHE FILEPATH "Archiver")
set(CMAKE_RANLIB ${CMAKE_RANLIB} CACHE FILEPATH "Archive indexer")

set(CMAKE_EXE_LINKER_FLAGS_INIT "${rivet_link_flags}")
unset(rivet_link_flags)

# Sets RIVET_TARGET_FLAGS and the others for RIVET_BOARD, or nothing if there is no such board.
# RivetBoard.cmake reports that.
function(rivet_flags_of_board)
    include(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/RivetFindBoard.cmake)
    rivet_find_board()
    if(NOT RIVET_BOARD_PATH)
        return()
    endif()
    if(NOT RIVET_ISA)
        set(RIVET_ISA ${RIVET_BOARD_ISA})
    endif()
    string(REGEX MATCH "^rv[0-9]+" width "${RIVET_ISA}")
    rivet_keep(WIDTH "${width}")
    include(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/RivetTargetFlags.cmake)
    include(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/RivetLto.cmake)
    foreach(name IN LISTS rivet_flag_variables)
        set(${name} ${${name}} PARENT_SCOPE)
    endforeach()
endfunction()

# CMake includes this file twice, and again in the project of each check.
set(rivet_flag_variables
    RIVET_ISA_FLAGS RIVET_TARGET_FLAGS RIVET_CXX_FLAGS RIVET_LTO_FLAGS
    RIVET_LIBC_ROOT RIVET_LIBC_FOLDER RIVET_LIBGCC)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ${rivet_flag_variables})
if(NOT rivet_is_check AND NOT rivet_flags_are_set)
    rivet_flags_of_board()
endif()
if(RIVET_TARGET_FLAGS AND NOT rivet_flags_are_set)
    set(rivet_flags_are_set TRUE)
    add_compile_options(${RIVET_TARGET_FLAGS} "$<$<COMPILE_LANGUAGE:CXX>:${RIVET_CXX_FLAGS}>"
        "${RIVET_LTO_FLAGS}")
    add_link_options(${RIVET_ISA_FLAGS} -static)
    foreach(language C CXX ASM)
        list(APPEND CMAKE_${language}_STANDARD_INCLUDE_DIRECTORIES ${RIVET_LIBC_ROOT}/include)
    endforeach()
endif()

# Checks link an executable, so that check_symbol_exists and similar ones can fail. It consists of
# the C library and check_program.S, which stands for Rivet's own libraries.
set(CMAKE_TRY_COMPILE_TARGET_TYPE EXECUTABLE)
if(rivet_is_check AND RIVET_TARGET_FLAGS)
    string(CONCAT CMAKE_C_STANDARD_LIBRARIES "\"-L${CMAKE_CURRENT_LIST_DIR}/../ld\" "
        "\"${CMAKE_CURRENT_LIST_DIR}/check_program.S\" "
        "-Wl,--start-group \"${RIVET_LIBC_FOLDER}/libc.a\" \"${RIVET_LIBGCC}\" -Wl,--end-group")
    set(CMAKE_CXX_STANDARD_LIBRARIES "${CMAKE_C_STANDARD_LIBRARIES}")
endif()

set(CMAKE_EXECUTABLE_SUFFIX_C .elf)
set(CMAKE_EXECUTABLE_SUFFIX_CXX .elf)
set(CMAKE_EXECUTABLE_SUFFIX_ASM .elf)

# The default build type of a project that sets none; it includes debug information.
set(CMAKE_BUILD_TYPE_INIT Release)

# The same flags for each build type with every compiler. Debug information is always on because
# reports show line numbers. Assertions are on except in MinSizeRel.
# The addr2line of Binutils 2.40 does not see a function that Clang has inlined in several pieces,
# unless the debug information is that of DWARF 4. Of Clang's assembly GDB reads DWARF 5 only.
foreach(language C CXX ASM)
    set(rivet_debug -g)
    if(RIVET_COMPILER STREQUAL "clang" AND NOT language STREQUAL "ASM")
        set(rivet_debug -gdwarf-4)
    endif()
    set(CMAKE_${language}_FLAGS_DEBUG "-Og ${rivet_debug}" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_RELEASE "-O2 ${rivet_debug}" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_RELWITHDEBINFO "-O2 ${rivet_debug}" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_MINSIZEREL "-Os ${rivet_debug} -DNDEBUG" CACHE STRING "")
endforeach()
unset(rivet_debug)
