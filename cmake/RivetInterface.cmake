# SPDX-License-Identifier: MIT
#
# rivet::rivet, what a firmware sees: the runtime's, the interfaces', the drivers' and its board's
# headers and the flags to compile with. The same for Rivet in source and installed.

add_library(rivet INTERFACE)
add_library(rivet::rivet ALIAS rivet)
target_link_libraries(rivet INTERFACE rivet_isa rivet_assembly)
# C++ without what needs a runtime of its own; see src/libc/cxx.c. A function that ends without its
# value is undefined there, and compilers would let it run on into the next one: a call of ubsan.c
# stands in such a place instead.
target_compile_options(rivet INTERFACE
    "$<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions;-fno-rtti;-fno-threadsafe-statics;-fsanitize=return>"
    ${RIVET_LTO_FLAGS})
target_include_directories(rivet INTERFACE
    ${RIVET_ROOT}/src/include ${RIVET_ROOT}/hal/include ${RIVET_ROOT}/hal/include/target
    ${RIVET_ROOT}/hal/drivers ${RIVET_ROOT}/hal/sim ${RIVET_BOARD_PATH})

# rivet_add_firmware and rivet_add_test may be called from anywhere in the project around this one.
foreach(name IN ITEMS
        ROOT LD_FOLDER MEMORY_FILE BOARD_RUN BOARD_LEAST_HARTS BOARD_DATA_STAYS
        BOARD_PROTECTION_UNIT XLEN LIBC_FOLDER LIBGCC RUN CHECK RELEASE)
    set(RIVET_${name} "${RIVET_${name}}" CACHE INTERNAL "")
endforeach()
