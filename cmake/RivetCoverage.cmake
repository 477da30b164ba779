# SPDX-License-Identifier: MIT
#
# RIVET_COVERAGE: GCC counts which lines of src, hal and lib the tests reach. When a firmware ends,
# the target sends the counters to the host through semihosting. ci/coverage.sh writes the report.
# Counters are atomic because harts count concurrently.

option(RIVET_COVERAGE "Count which lines of src, hal and lib the tests reach; needs GCC" OFF)
set(RIVET_COVERAGE_FOLDER ${CMAKE_CURRENT_BINARY_DIR}/counters)

if(RIVET_COVERAGE)
    if(NOT CMAKE_C_COMPILER_ID STREQUAL "GNU")
        message(FATAL_ERROR "RIVET_COVERAGE needs GCC.")
    endif()
    file(MAKE_DIRECTORY ${RIVET_COVERAGE_FOLDER})
endif()
if(RIVET_COVERAGE AND RIVET_BOARD STREQUAL "host")
    add_compile_options(--coverage)
    add_link_options(--coverage)
endif()

# rivet_instrument(<folder>...) instruments the libraries of these folders.
function(rivet_instrument)
    foreach(folder IN LISTS ARGN)
        get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
        list(FILTER targets EXCLUDE REGEX "^rivet_(test|malloc_none|.*_minimal)")
        foreach(target IN LISTS targets)
            get_target_property(type ${target} TYPE)
            if(type STREQUAL "STATIC_LIBRARY")
                target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C>:-fprofile-arcs
                    -ftest-coverage -fprofile-info-section -fprofile-update=atomic>)
            endif()
        endforeach()
    endforeach()
    string(REGEX REPLACE "libgcc\\.a$" "libgcov.a" libgcov ${RIVET_LIBGCC})
    set(RIVET_LIBGCOV ${libgcov} PARENT_SCOPE)
endfunction()
