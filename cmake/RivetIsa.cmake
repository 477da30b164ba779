# SPDX-License-Identifier: MIT
#
# rivet::isa: the flags for the board's instruction set, and the C library built for it. Sets
# RIVET_C_FLAGS, the flags of every C file, and what RivetTargetFlags.cmake sets.

include(${CMAKE_CURRENT_LIST_DIR}/RivetTargetFlags.cmake)

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

set(RIVET_C_FLAGS ${RIVET_TARGET_FLAGS} ${rivet_maps})

add_library(rivet_isa INTERFACE)
add_library(rivet::isa ALIAS rivet_isa)
target_compile_options(rivet_isa INTERFACE ${RIVET_C_FLAGS})
target_include_directories(rivet_isa SYSTEM INTERFACE ${RIVET_LIBC_ROOT}/include)
target_link_options(rivet_isa INTERFACE ${RIVET_ISA_FLAGS} ${rivet_maps} -nostdlib -static)
# Libraries may ask for -lm; see libm.a there.
target_link_directories(rivet_isa INTERFACE ${RIVET_LD_FOLDER})

# Additional flags of assembly files.
add_library(rivet_assembly INTERFACE)
target_compile_options(rivet_assembly INTERFACE
    $<$<COMPILE_LANGUAGE:ASM>:SHELL:-include ${RIVET_ROOT}/src/include/rt/detail/assembler.h>
    "$<$<COMPILE_LANG_AND_ID:ASM,GNU>:${rivet_assembler_maps}>")

# Debug builds have additional checks, which cost instructions.
target_compile_definitions(rivet_isa INTERFACE $<$<CONFIG:Debug>:RT_DEBUG>)
