# SPDX-License-Identifier: MIT
#
# The cross compilers. RIVET_COMPILER is gcc (the default) or clang; the instruction set belongs to
# the board and is added when Rivet's own CMakeLists.txt runs.

set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR riscv)

set(RIVET_COMPILER gcc CACHE STRING "The compiler: gcc or clang")
set_property(CACHE RIVET_COMPILER PROPERTY STRINGS gcc clang)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES RIVET_COMPILER)

# rivet_require_tool(<variable> <Debian package> <names>...) finds a program or stops.
function(rivet_require_tool variable package)
    find_program(${variable} NAMES ${ARGN})
    if(NOT ${variable})
        list(GET ARGN 0 name)
        message(FATAL_ERROR
            "Rivet needs ${name}, which is not on the PATH: install the package ${package} "
            "(ci/setup.sh installs everything).")
    endif()
endfunction()

if(RIVET_COMPILER STREQUAL "gcc")
    rivet_require_tool(RIVET_GCC gcc-riscv64-unknown-elf riscv64-unknown-elf-gcc)
    set(CMAKE_C_COMPILER ${RIVET_GCC})
    set(CMAKE_ASM_COMPILER ${RIVET_GCC})
    string(REGEX REPLACE "gcc$" "g++" CMAKE_CXX_COMPILER ${RIVET_GCC})
    string(REGEX REPLACE "gcc$" "gcc-ar" CMAKE_AR ${RIVET_GCC})
    string(REGEX REPLACE "gcc$" "gcc-ranlib" CMAKE_RANLIB ${RIVET_GCC})
    set(rivet_link_flags "-nostdlib")
elseif(RIVET_COMPILER STREQUAL "clang")
    # GCC's libgcc and picolibc's multilib serve Clang too.
    rivet_require_tool(RIVET_GCC gcc-riscv64-unknown-elf riscv64-unknown-elf-gcc)
    rivet_require_tool(RIVET_CLANG clang-19 clang-19)
    rivet_require_tool(RIVET_LLD lld-19 ld.lld-19)
    rivet_require_tool(RIVET_LLVM_AR llvm-19 llvm-ar-19)
    set(CMAKE_C_COMPILER ${RIVET_CLANG})
    set(CMAKE_ASM_COMPILER ${RIVET_CLANG})
    string(REGEX REPLACE "clang-19$" "clang++-19" CMAKE_CXX_COMPILER ${RIVET_CLANG})
    foreach(language C CXX ASM)
        set(CMAKE_${language}_COMPILER_TARGET riscv64-unknown-elf)
    endforeach()
    set(CMAKE_AR ${RIVET_LLVM_AR})
    string(REGEX REPLACE "ar-19$" "ranlib-19" CMAKE_RANLIB ${RIVET_LLVM_AR})
    set(rivet_link_flags "-nostdlib -fuse-ld=lld")
else()
    message(FATAL_ERROR "RIVET_COMPILER is '${RIVET_COMPILER}': it must be gcc or clang.")
endif()
set(CMAKE_AR ${CMAKE_AR} CACHE FILEPATH "Archiver")
set(CMAKE_RANLIB ${CMAKE_RANLIB} CACHE FILEPATH "Archive indexer")

# Checks really link, so that check_symbol_exists and the like can say no.
set(CMAKE_TRY_COMPILE_TARGET_TYPE EXECUTABLE)
set(CMAKE_EXE_LINKER_FLAGS_INIT "${rivet_link_flags}")
unset(rivet_link_flags)

set(CMAKE_EXECUTABLE_SUFFIX_C .elf)
set(CMAKE_EXECUTABLE_SUFFIX_CXX .elf)
set(CMAKE_EXECUTABLE_SUFFIX_ASM .elf)

# A project that names no build type gets one, and with it debug information.
set(CMAKE_BUILD_TYPE_INIT Release)

# One meaning for each build type, whichever compiler: debug information always, for a fault is
# told with its line; assertions everywhere but in MinSizeRel.
foreach(language C CXX ASM)
    set(CMAKE_${language}_FLAGS_DEBUG "-Og -g" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_RELEASE "-O2 -g" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_RELWITHDEBINFO "-O2 -g" CACHE STRING "")
    set(CMAKE_${language}_FLAGS_MINSIZEREL "-Os -g -DNDEBUG" CACHE STRING "")
endforeach()

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
