# SPDX-License-Identifier: MIT
#
# The flags for the board's instruction set, and the C library built for it. They are the same for
# Rivet and for every other library of the firmware, so the toolchain file passes them to all
# targets. They contain no generator expressions because some tests call the compiler themselves.
#
# Reads RIVET_ISA (rv64imac, rv32gc, ...) and RIVET_COMPILER. Sets RIVET_ISA_FLAGS,
# RIVET_TARGET_FLAGS, which include the former, RIVET_CXX_FLAGS, RIVET_XLEN, RIVET_REGISTERS and
# RIVET_EXTENSIONS by RivetIsaString.cmake, and what RivetPicolibc.cmake finds: RIVET_LIBC_ROOT,
# RIVET_LIBC_FOLDER and RIVET_LIBGCC.

include(${CMAKE_CURRENT_LIST_DIR}/RivetIsaString.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/RivetPicolibc.cmake)
rivet_find_multilib(${rivet_base} ${rivet_abi})
rivet_find_picolibc(${RIVET_MULTILIB})

set(RIVET_ISA_FLAGS -march=${rivet_march} -mabi=${rivet_abi} -mcmodel=medany)
if(RIVET_COMPILER STREQUAL "clang")
    list(APPEND RIVET_ISA_FLAGS --target=riscv${RIVET_XLEN}-unknown-elf)
endif()

# An access through a null pointer is undefined behaviour. Compilers delete it, and Clang also the
# code after it, so it would not fault and be reported. -fno-delete-null-pointer-checks makes it a
# normal access.
set(RIVET_TARGET_FLAGS
    ${RIVET_ISA_FLAGS} -ftls-model=local-exec -ffunction-sections -fdata-sections
    -fno-delete-null-pointer-checks)
# The C library declares clock_gettime, nanosleep and the clocks' numbers only if these are defined.
list(APPEND RIVET_TARGET_FLAGS -D_POSIX_TIMERS=1 -D_POSIX_MONOTONIC_CLOCK=200112L)
# With indirect inlining GCC treats a call through a null pointer as unreachable, even with that
# flag.
if(RIVET_COMPILER STREQUAL "gcc")
    list(APPEND RIVET_TARGET_FLAGS -fno-indirect-inlining)
endif()
# Clang puts all small variables of a file into one section despite -fdata-sections. The linker
# would keep all or none of them.
if(RIVET_COMPILER STREQUAL "clang")
    # As -msmall-data-limit=0, which warns in a library that sets POSITION_INDEPENDENT_CODE.
    list(APPEND RIVET_TARGET_FLAGS -Xclang=-msmall-data-limit -Xclang=0)
    # Trap after each call of a noreturn function, and in code that the source marks as unreachable.
    list(APPEND RIVET_TARGET_FLAGS -fsanitize=unreachable -fsanitize-trap=unreachable)
    # Without the A extension, atomics are calls of functions in src/libc/atomic.c.
    if(NOT RIVET_ISA MATCHES "^rv..[a-z]*[ga]")
        list(APPEND RIVET_TARGET_FLAGS -Wno-atomic-alignment)
    endif()
endif()

# C++ without features that need a C++ runtime; see src/libc/cxx.c. In C++ a function that ends
# without returning its value is undefined behaviour, and compilers let it continue into the next
# function. -fsanitize=return calls ubsan.c there instead.
set(RIVET_CXX_FLAGS -fno-exceptions -fno-rtti -fno-threadsafe-statics -fsanitize=return)
