# SPDX-License-Identifier: MIT
#
# rivet_add_test: a firmware of test cases. Each case is a CTest test with its own boot.

# rivet_add_test(<name> SOURCES <file>...
#     [TIMEOUT <seconds>]  for one case; 10 unless given
#     [LABELS <label>...]  for ctest -L; each case also has the label "case"
#     [HOST [<file>...]]   the cases need no hardware: with RIVET_BOARD=host, builds them and these
#                          files of Rivet as a host program with sanitizers
#     and the arguments of rivet_add_firmware, such as HARTS, HEAP, SEMIHOSTING OFF or QEMU_ARGS)
#
# The cases of <file>, RT_TEST(case) { ... } and so on (see <rt/test.h>), become the CTest tests
# <name>.<case>. rivet-run finds them in the ELF file after each link, so they need not be listed.
# ctest finds them only if CMakeLists.txt calls enable_testing().
#
# If RIVET_BOARD_RUN names no machine, the cases are skipped, with the reason, unless rivet-run gets
# a serial port; see docs/testing.md.
function(rivet_add_test name)
    rivet_firmware_keywords(flags values lists)
    cmake_parse_arguments(PARSE_ARGV 1 arg "${flags}" "TIMEOUT;${values}" "LABELS;HOST;${lists}")
    list(REMOVE_ITEM arg_KEYWORDS_MISSING_VALUES HOST) # which needs no value
    rivet_check_arguments("rivet_add_test(${name})"
        ${flags} TIMEOUT ${values} LABELS HOST ${lists})
    if(RIVET_BOARD STREQUAL "host")
        if(NOT HOST IN_LIST ARGN)
            rivet_skip_on_host(${name} ${arg_SOURCES})
            return()
        endif()
        rivet_host_test_program(${name} ${arg_SOURCES} ${arg_HOST})
    else()
        rivet_test_firmware(${name})
    endif()
    rivet_discover_cases(${name})
    # Deferred, because enable_testing() may follow. It concerns this directory and the top one,
    # in which ctest runs.
    foreach(folder IN ITEMS ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_SOURCE_DIR})
        cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [==[${folder}]==]
            CALL rivet_warn_without_testing ${name} [==[${folder}]==])")
    endforeach()
endfunction()

# Warns once, and not if the project has CMake's switch for tests and it is off.
function(rivet_warn_without_testing name folder)
    get_property(has_warned GLOBAL PROPERTY rivet_has_warned_without_testing)
    if(CMAKE_TESTING_ENABLED OR has_warned OR (DEFINED BUILD_TESTING AND NOT BUILD_TESTING))
        return()
    endif()
    set_property(GLOBAL PROPERTY rivet_has_warned_without_testing ON)
    message(WARNING
        "rivet_add_test(${name}): ctest will not find the tests, because "
        "${folder}/CMakeLists.txt does not call enable_testing().")
endfunction()

# Passes the arguments for rivet_add_firmware on to it.
function(rivet_test_firmware name)
    rivet_default(arg_SEMIHOSTING ${RIVET_BOARD_SEMIHOSTING})
    if(NOT arg_SEMIHOSTING)
        list(APPEND arg_PARTS rivet_test rivet_test_request_console)
    else()
        list(APPEND arg_PARTS rivet_test rivet_test_request_semihosting)
    endif()
    set(arguments "")
    foreach(flag IN LISTS flags)
        if(arg_${flag})
            list(APPEND arguments ${flag})
        endif()
    endforeach()
    foreach(keyword IN LISTS values lists)
        if(DEFINED arg_${keyword})
            list(APPEND arguments ${keyword} ${arg_${keyword}})
        endif()
    endforeach()
    rivet_add_firmware(${name} ${arguments})
    rivet_warn_in_own(${name})
endfunction()

# After each link rivet-run writes the add_test() lines. A program that was never built becomes a
# failing test <name>_is_not_built.
function(rivet_discover_cases name)
    set(base ${CMAKE_CURRENT_BINARY_DIR}/${name})
    if(NOT DEFINED arg_TIMEOUT)
        set(arg_TIMEOUT 10)
    endif()
    list(APPEND arg_LABELS case)
    list(JOIN arg_LABELS "$<SEMICOLON>" labels)
    set(labels --labels "${labels}")
    add_dependencies(${name} rivet_run)
    add_custom_command(TARGET ${name} POST_BUILD
        COMMAND ${RIVET_RUN} --ctest-file ${base}.cases.cmake --prefix ${name}
            --timeout ${arg_TIMEOUT} ${labels} $<TARGET_FILE:${name}>
        BYPRODUCTS ${base}.cases.cmake
        COMMENT "" VERBATIM)
    file(CONFIGURE OUTPUT ${base}.tests.cmake @ONLY CONTENT
"if(EXISTS [==[@base@.cases.cmake]==])
    include([==[@base@.cases.cmake]==])
else()
    add_test(@name@_is_not_built @name@_is_not_built)
endif()
")
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${base}.tests.cmake)
endfunction()
