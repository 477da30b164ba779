# SPDX-License-Identifier: MIT
#
# rivet::isa: the flags for the board's instruction set, and the C library built for it.
#
# Reads RIVET_ISA (rv64imac, rv32gc, ...). Sets RIVET_XLEN, RIVET_C_FLAGS and what
# RivetPicolibc.cmake finds: RIVET_LIBC_ROOT, RIVET_LIBC_FOLDER and RIVET_LIBGCC.

if(NOT RIVET_ISA MATCHES "^rv(32|64)(g|i)(m?a?f?d?c?)$")
    message(FATAL_ERROR
        "RIVET_ISA is '${RIVET_ISA}': write rv32 or rv64, then i or g, then letters of m a f d c "
        "in this order, such as rv64imac or rv32gc. Rivet has no trap entry for the 16 registers "
        "of rv32e and rv64e.")
endif()
set(RIVET_XLEN ${CMAKE_MATCH_1})

set(rivet_abi ilp32)
if(RIVET_XLEN EQUAL 64)
    set(rivet_abi lp64)
endif()
if(RIVET_ISA MATCHES "^rv(32|64)(g|.*d)")
    string(APPEND rivet_abi d)
elseif(RIVET_ISA MATCHES "f")
    string(APPEND rivet_abi f)
endif()

include(${CMAKE_CURRENT_LIST_DIR}/RivetPicolibc.cmake)
rivet_find_multilib(${RIVET_ISA} ${rivet_abi})
rivet_find_picolibc(${RIVET_MULTILIB})

# GCC 12 and later require Zicsr and Zifencei to be named. The letter g includes them, and Clang
# rejects a repeated name.
set(rivet_march ${RIVET_ISA})
if(NOT RIVET_ISA MATCHES "g")
    string(APPEND rivet_march _zicsr_zifencei)
endif()

set(rivet_isa_flags -march=${rivet_march} -mabi=${rivet_abi} -mcmodel=medany)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND rivet_isa_flags --target=riscv${RIVET_XLEN}-unknown-elf)
endif()

# Keep paths of this machine out of images. The same source then produces the same bytes in any
# folder, and debuggers show sources as rivet/... with every compiler. GCC doesn't pass the maps to
# the assembler, and passes them to link-time optimisation only if the link command has them too.
set(rivet_maps
    -ffile-prefix-map=${RIVET_ROOT}=rivet -ffile-prefix-map=${CMAKE_BINARY_DIR}=rivet/build)
set(rivet_assembler_maps
    -Wa,--debug-prefix-map,${RIVET_ROOT}=rivet
    -Wa,--debug-prefix-map,${CMAKE_BINARY_DIR}=rivet/build)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND rivet_maps -fdebug-compilation-dir=/)
endif()

# gcov finds the sources by the names that the compiler recorded.
if(RIVET_COVERAGE)
    list(TRANSFORM rivet_maps REPLACE "^-ffile-(.*)" "-fdebug-\\1;-fmacro-\\1")
endif()

# The flags of every C file. The list has no generator expressions because some tests call the
# compiler themselves. An access through a null pointer is undefined behaviour. Compilers delete it,
# and Clang also the code after it, so it would not fault and be reported.
# -fno-delete-null-pointer-checks makes it a normal access.
set(RIVET_C_FLAGS
    ${rivet_isa_flags} -ftls-model=local-exec -ffunction-sections -fdata-sections
    -fno-delete-null-pointer-checks ${rivet_maps})
# With indirect inlining GCC treats a call through a null pointer as unreachable, even with that
# flag.
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    list(APPEND RIVET_C_FLAGS -fno-indirect-inlining)
endif()
# Clang puts all small variables of a file into one section despite -fdata-sections. The linker
# would keep all or none of them.
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND RIVET_C_FLAGS -msmall-data-limit=0)
    # Trap after each call of a noreturn function, and in code that the source marks as unreachable.
    list(APPEND RIVET_C_FLAGS -fsanitize=unreachable -fsanitize-trap=unreachable)
    # Without the A extension, atomics are calls of functions in src/libc/atomic.c.
    if(NOT RIVET_ISA MATCHES "^rv..[a-z]*[ga]")
        list(APPEND RIVET_C_FLAGS -Wno-atomic-alignment)
    endif()
endif()

add_library(rivet_isa INTERFACE)
add_library(rivet::isa ALIAS rivet_isa)
target_compile_options(rivet_isa INTERFACE
    ${RIVET_C_FLAGS})
target_include_directories(rivet_isa SYSTEM INTERFACE ${RIVET_LIBC_ROOT}/include)
target_link_options(rivet_isa INTERFACE ${rivet_isa_flags} ${rivet_maps} -nostdlib -static)

# Additional flags of assembly files.
add_library(rivet_assembly INTERFACE)
target_compile_options(rivet_assembly INTERFACE
    $<$<COMPILE_LANGUAGE:ASM>:SHELL:-include ${RIVET_ROOT}/src/include/rt/detail/assembler.h>
    "$<$<COMPILE_LANG_AND_ID:ASM,GNU>:${rivet_assembler_maps}>")

# Debug builds have additional checks, which cost instructions.
target_compile_definitions(rivet_isa INTERFACE $<$<CONFIG:Debug>:RT_DEBUG>)
