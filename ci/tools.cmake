# SPDX-License-Identifier: MIT
#
# cmake -P ci/tools.cmake
#
# Prints two lines for scripts that have no build folder: the prefix of the paths of GCC and its
# binutils, and the folder of picolibc's headers. The toolchain file would find the same.
cmake_minimum_required(VERSION 3.25)

include(${CMAKE_CURRENT_LIST_DIR}/../cmake/RivetTools.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/../cmake/RivetPicolibc.cmake)

rivet_find_gcc()
rivet_find_multilib(rv64imac lp64)
rivet_find_picolibc(${RIVET_MULTILIB})
execute_process(COMMAND ${CMAKE_COMMAND} -E echo
    "${RIVET_TOOL_PREFIX}\n${RIVET_LIBC_ROOT}/include")
