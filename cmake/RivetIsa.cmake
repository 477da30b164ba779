# SPDX-License-Identifier: MIT
#
# rivet::isa: the flags that the board's instruction set asks for, and the C library built for it.
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

# The compiler is told Zicsr and Zifencei, which GCC 12 and later ask for.
# The letter g has them already, and Clang takes no name twice.
set(rivet_march ${RIVET_ISA})
if(NOT RIVET_ISA MATCHES "g")
    string(APPEND rivet_march _zicsr_zifencei)
endif()

set(rivet_isa_flags -march=${rivet_march} -mabi=${rivet_abi} -mcmodel=medany)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND rivet_isa_flags --target=riscv${RIVET_XLEN}-unknown-elf)
endif()

# No path of this machine in an image, so that the same source makes the same bytes in any folder,
# and debuggers show sources as rivet/..., whichever compiler. GCC does not hand the
# maps on to the assembler, and to link-time optimisation only if the link has them too.
set(rivet_maps
    -ffile-prefix-map=${RIVET_ROOT}=rivet -ffile-prefix-map=${CMAKE_BINARY_DIR}=rivet/build)
set(rivet_assembler_maps
    -Wa,--debug-prefix-map,${RIVET_ROOT}=rivet
    -Wa,--debug-prefix-map,${CMAKE_BINARY_DIR}=rivet/build)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND rivet_maps -fdebug-compilation-dir=/)
endif()

# gcov looks for the sources by the names that the compiler noted for it.
if(RIVET_COVERAGE)
    list(TRANSFORM rivet_maps REPLACE "^-ffile-(.*)" "-fdebug-\\1;-fmacro-\\1")
endif()

# Every C file's; a list without generator expressions, for tests that call the compiler themselves.
# An access through a null pointer is undefined. Compilers delete it, Clang with all that follows,
# and what is deleted can't fault and be reported. -fno-delete-null-pointer-checks makes it an
# access like any other.
set(RIVET_C_FLAGS
    ${rivet_isa_flags} -ftls-model=local-exec -ffunction-sections -fdata-sections
    -fno-delete-null-pointer-checks ${rivet_maps})
# With indirect inlining GCC takes a call through a pointer that it finds to be null for one that is
# never reached, flag or no flag.
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    list(APPEND RIVET_C_FLAGS -fno-indirect-inlining)
endif()
# Clang has one section for all small variables of a file, in spite of -fdata-sections: the linker
# would take all or none of them.
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND RIVET_C_FLAGS -msmall-data-limit=0)
    # A trap behind each call of a function that is declared noreturn, and for what the source says
    # is never reached.
    list(APPEND RIVET_C_FLAGS -fsanitize=unreachable -fsanitize-trap=unreachable)
    # Without the A extension atomics are calls, which src/libc/atomic.c serves.
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

# What assembly files get besides.
add_library(rivet_assembly INTERFACE)
target_compile_options(rivet_assembly INTERFACE
    $<$<COMPILE_LANGUAGE:ASM>:SHELL:-include ${RIVET_ROOT}/src/include/rt/detail/assembler.h>
    "$<$<COMPILE_LANG_AND_ID:ASM,GNU>:${rivet_assembler_maps}>")

# What costs instructions and only proves the program right.
target_compile_definitions(rivet_isa INTERFACE $<$<CONFIG:Debug>:RT_DEBUG>)
