# SPDX-License-Identifier: MIT
#
# The board called host: this machine. It has no firmware. The tests that rivet_add_test marks HOST
# are programs with sanitizers.

if(CMAKE_CROSSCOMPILING)
    message(FATAL_ERROR
        "RIVET_BOARD is host, which builds for this machine: configure without a toolchain file, "
        "in a build folder of its own.")
endif()

set(RIVET_HOST_TEST_FLAGS
    $<$<COMPILE_LANGUAGE:C>:-std=gnu17> -O1 -g -fsanitize=address,undefined
    -fno-sanitize-recover=all)

# rivet::rivet and the libraries in lib for this machine, and the variables for any directory of the
# enclosing project.
function(rivet_host_interface)
    add_library(rivet::rivet INTERFACE IMPORTED GLOBAL)
    target_include_directories(rivet::rivet INTERFACE
        ${RIVET_ROOT}/tests/host/model ${RIVET_ROOT}/src/include ${RIVET_ROOT}/hal/include
        ${RIVET_ROOT}/hal/drivers)
    add_library(rivet::fdt INTERFACE IMPORTED GLOBAL)
    target_include_directories(rivet::fdt INTERFACE ${RIVET_ROOT}/lib/fdt/include)
    target_link_libraries(rivet::fdt INTERFACE rivet_fdt rivet::rivet)
    foreach(name IN ITEMS ROOT RUN CHECK HOST_TEST_FLAGS)
        set(RIVET_${name} "${RIVET_${name}}" CACHE INTERNAL "")
    endforeach()
endfunction()

# rivet_skip_on_host(<name> <source>...) makes a target that is never built, so that a project may
# set its properties and libraries for every board.
function(rivet_skip_on_host name)
    if(NOT PROJECT_NAME STREQUAL "rivet")
        message(STATUS "RIVET_BOARD is host: ${name} is not built")
        add_executable(${name} EXCLUDE_FROM_ALL ${ARGN})
    endif()
endfunction()

# rivet_host_test_program(<name> <source>...) makes a test program. A source in src or hal that the
# project doesn't have is Rivet's; a driver's other files come with it. The program is not
# position-independent because rivet-run reads the linked addresses in the records.
function(rivet_host_test_program name)
    set(own check check_near request run site_host report_lines host_main host_panic)
    list(TRANSFORM own PREPEND ${RIVET_ROOT}/src/test/)
    list(TRANSFORM own APPEND .c)
    set(sources "")
    foreach(source IN LISTS ARGN)
        if(source MATCHES "^(src|hal)/" AND NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${source})
            list(APPEND own ${RIVET_ROOT}/${source})
            # A driver may have several files, such as ns16550.c and ns16550_read.c.
            if(source MATCHES "^(hal/drivers/.*)[.]c$")
                file(GLOB others ${RIVET_ROOT}/${CMAKE_MATCH_1}_*.c)
                list(APPEND own ${others})
            endif()
        else()
            list(APPEND sources ${source})
        endif()
    endforeach()
    add_executable(${name} ${sources} ${own})
    target_compile_options(${name} PRIVATE ${RIVET_HOST_TEST_FLAGS} -fno-pie)
    target_link_options(${name} PRIVATE -fsanitize=address,undefined -no-pie)
    target_link_libraries(${name} PRIVATE rivet::rivet)
    rivet_warn_in_own(${name})
    set_source_files_properties(${own} PROPERTIES INCLUDE_DIRECTORIES ${RIVET_ROOT}/src)
    if(NOT CMAKE_SOURCE_DIR STREQUAL RIVET_ROOT)
        # The project's warnings concern its own sources.
        set_source_files_properties(${own} PROPERTIES COMPILE_OPTIONS -w
            SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
endfunction()
