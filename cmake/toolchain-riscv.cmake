# SPDX-License-Identifier: MIT
#
# Selects the cross compiler. RIVET_COMPILER is gcc (the default) or clang. Rivet's CMakeLists.txt
# adds the instruction set, which depends on the board.

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

# Checks link an executable, so that check_symbol_exists and similar ones can fail.
set(CMAKE_TRY_COMPILE_TARGET_TYPE EXECUTABLE)
set(CMAKE_EXE_LINKER_FLAGS_INIT "${rivet_link_flags}")
unset(rivet_link_flags)

set(CMAKE_EXECUTABLE_SUFFIX_C .elf)
set(CMAKE_EXECUTABLE_SUFFIX_CXX .elf)
set(CMAKE_EXECUTABLE_SUFFIX_ASM .elf)

# The default build type of a project that sets none; it includes debug information.
set(CMAKE_BUILD_TYPE_INIT Release)

# The same flags for each build type with every compiler. Debug information is always on because
# reports show line numbers. Assertions are on except in MinSizeRel.
foreach(language C CXX ASM)
    set(CMAKE_${language}_FLAGS_DEBUG "-Og -g" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_RELEASE "-O2 -g" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_RELWITHDEBINFO "-O2 -g" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_MINSIZEREL "-Os -g -DNDEBUG" CACHE STRING "")
endforeach()
