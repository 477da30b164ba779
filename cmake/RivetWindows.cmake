# SPDX-License-Identifier: MIT
#
# The address ranges of a board's devices, RIVET_BOARD_WINDOWS in its board.cmake, as values of PMP
# address registers. There are two entries, so the ranges are covered by one or two NAPOT regions,
# chosen so that they have the fewest addresses. Each has a power of two of bytes, and begins at a
# multiple of that.

# rivet_pmp_windows(<result>) sets the result to definitions for src/pmp/regions.h.
function(rivet_pmp_windows result)
    rivet_check_windows(starts lasts)
    list(LENGTH starts count)
    if(count EQUAL 0)
        set(${result} "" PARENT_SCOPE)
        return()
    endif()
    # The first "split" windows are one region and the others are the other.
    set(best_size "")
    foreach(split RANGE 1 ${count})
        rivet_cover(0 ${split} first_napot size)
        set(napots PMP_WINDOW_0=${first_napot})
        if(split LESS count)
            rivet_cover(${split} ${count} second_napot second_size)
            list(APPEND napots PMP_WINDOW_1=${second_napot})
            math(EXPR size "${size} + ${second_size}")
        endif()
        if(best_size STREQUAL "" OR size LESS best_size)
            set(best_size ${size})
            set(best ${napots})
        endif()
    endforeach()
    set(${result} "${best}" PARENT_SCOPE)
endfunction()

# Splits RIVET_BOARD_WINDOWS into the first and the last address of each window.
function(rivet_check_windows starts lasts)
    set(number "0x[0-9a-fA-F]+")
    set(previous -1)
    set(all_starts "")
    set(all_lasts "")
    foreach(window IN LISTS RIVET_BOARD_WINDOWS)
        if(NOT window MATCHES "^(${number})\\+(${number})$")
            message(FATAL_ERROR "RIVET_BOARD_WINDOWS has '${window}': each window must be "
                "<address>+<bytes> in hexadecimal, such as 0x10000000+0x1000.")
        endif()
        math(EXPR start "${CMAKE_MATCH_1}")
        math(EXPR last "${CMAKE_MATCH_1} + ${CMAKE_MATCH_2} - 1")
        if(last LESS start OR NOT start GREATER previous)
            message(FATAL_ERROR "RIVET_BOARD_WINDOWS has '${window}': a window must have a byte, "
                "and the windows must be in order of address, without overlaps.")
        endif()
        list(APPEND all_starts ${start})
        list(APPEND all_lasts ${last})
        set(previous ${last})
    endforeach()
    set(${starts} "${all_starts}" PARENT_SCOPE)
    set(${lasts} "${all_lasts}" PARENT_SCOPE)
endfunction()

# The smallest NAPOT region with windows @p from to @p end - 1.
macro(rivet_cover from end napot size)
    list(GET starts ${from} rivet_start)
    math(EXPR rivet_index "${end} - 1")
    list(GET lasts ${rivet_index} rivet_last)
    set(${size} 8)
    math(EXPR rivet_differs "(${rivet_start} ^ ${rivet_last}) / ${${size}}")
    while(NOT rivet_differs EQUAL 0)
        math(EXPR ${size} "${${size}} * 2")
        math(EXPR rivet_differs "(${rivet_start} ^ ${rivet_last}) / ${${size}}")
    endwhile()
    math(EXPR ${napot} "${rivet_start} / ${${size}} * ${${size}} / 4 + ${${size}} / 8 - 1"
        OUTPUT_FORMAT HEXADECIMAL)
endmacro()
