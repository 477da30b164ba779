# SPDX-License-Identifier: MIT
#
# cmake -P windows.cmake: the one or two NAPOT regions that cover a board's windows.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/../../cmake/RivetWindows.cmake)

# expect(<definitions> <window>...)
function(expect expected)
    set(RIVET_BOARD_WINDOWS ${ARGN})
    rivet_pmp_windows(definitions)
    if(NOT definitions STREQUAL expected)
        message(SEND_ERROR "${ARGN}: '${definitions}' instead of '${expected}'")
    endif()
endfunction()

expect("")
# A page is 512 units of 4 bytes; 9 ones at the end are a NAPOT region of 4096 bytes.
expect("PMP_WINDOW_0=0x5ff" 0x1000+0x1000)
expect("PMP_WINDOW_0=0x5ff" 0x1000+0xffd)
expect("PMP_WINDOW_0=0x400" 0x1000+0x1)
expect("PMP_WINDOW_0=0x401" 0x1006+0x4)
# One region for both windows would have four times the addresses.
expect("PMP_WINDOW_0=0x5ff;PMP_WINDOW_1=0xdff" 0x1000+0x1000 0x3000+0x1000)
# Of three windows, the two that are nearer to each other get one region.
expect("PMP_WINDOW_0=0x5ff;PMP_WINDOW_1=0x41ff" 0x1000+0x1000 0x10000+0x10 0x10800+0x10)
expect("PMP_WINDOW_0=0x1ff;PMP_WINDOW_1=0x401ff" 0x0+0x10 0x800+0x10 0x100000+0x1000)
expect("PMP_WINDOW_0=0x3ffffff;PMP_WINDOW_1=0x87fffff"
    0x100000+0x1000 0x10000000+0x100 0x20000000+0x2000000 0x22000000+0x2000000)
# Addresses above 4 GiB.
expect("PMP_WINDOW_0=0x10000ffff" 0x400000000+0x80000)
