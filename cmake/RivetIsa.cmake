# SPDX-License-Identifier: MIT
#
# rivet::isa: the flags for the board's instruction set, and the C library built for it. Sets
# RIVET_C_FLAGS, the flags of every C file, and what RivetTargetFlags.cmake sets.

include(${CMAKE_CURRENT_LIST_DIR}/RivetTargetFlags.cmake)

# Keep paths of this machine out of images. The same source then produces the same bytes in any
# folder, and debuggers show sources as rivet/... with every compiler. The last map that matches
# counts. GCC doesn't pass the maps to the assembler, and passes them to link-time optimisation only
# if the link command has them too.
set(rivet_map_list "${CMAKE_BINARY_DIR}=rivet/build")
if(NOT CMAKE_SOURCE_DIR STREQUAL RIVET_ROOT)
    # The second map is then for the compilation folder only. An application's sources in its build
    # folder keep their paths, because debuggers look for them there. Rivet's own do not, also if
    # Rivet itself is in the build folder.
    list(APPEND rivet_map_list "${CMAKE_BINARY_DIR}/=${CMAKE_BINARY_DIR}/"
        "${CMAKE_BINARY_DIR}/rivet_run_notes=rivet/build/rivet_run_notes")
    if(PROJECT_NAME STREQUAL "rivet")
        cmake_path(RELATIVE_PATH CMAKE_CURRENT_BINARY_DIR BASE_DIRECTORY ${CMAKE_BINARY_DIR}
            OUTPUT_VARIABLE rivet_folder)
        list(APPEND rivet_map_list
            "${CMAKE_CURRENT_BINARY_DIR}/src/entry=rivet/build/${rivet_folder}/src/entry")
    endif()
endif()
cmake_path(IS_PREFIX CMAKE_BINARY_DIR ${RIVET_ROOT} rivet_is_in_build)
if(rivet_is_in_build)
    list(APPEND rivet_map_list "${RIVET_ROOT}/=rivet/")
else()
    list(PREPEND rivet_map_list "${RIVET_ROOT}/=rivet/")
endif()
list(TRANSFORM rivet_map_list PREPEND "-ffile-prefix-map=" OUTPUT_VARIABLE rivet_maps)
list(TRANSFORM rivet_map_list PREPEND "-Wa,--debug-prefix-map," OUTPUT_VARIABLE
    rivet_assembler_maps)
if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    list(APPEND rivet_maps -fdebug-compilation-dir=/)
endif()

# gcov finds the sources by the names that the compiler recorded.
if(RIVET_COVERAGE)
    list(TRANSFORM rivet_maps REPLACE "^-ffile-(.*)" "-fdebug-\\1;-fmacro-\\1")
endif()

set(RIVET_C_FLAGS ${RIVET_TARGET_FLAGS} ${rivet_maps})

add_library(rivet_isa INTERFACE)
# Imported, so that a library that links it can be in an export set.
add_library(rivet::isa INTERFACE IMPORTED GLOBAL)
target_link_libraries(rivet::isa INTERFACE rivet_isa)
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

# Structs of drivers depend on it, so every source must have it.
if(RIVET_BOARD_DMA_BLOCK)
    target_compile_definitions(rivet_isa INTERFACE HAL_DMA_BLOCK=${RIVET_BOARD_DMA_BLOCK})
endif()

# Debug builds have additional checks, which cost instructions.
target_compile_definitions(rivet_isa INTERFACE $<$<CONFIG:Debug>:RT_DEBUG>)
