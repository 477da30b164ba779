# SPDX-License-Identifier: MIT
#
# rivet-run, the host tool that boots firmware on QEMU: built by the host's own compiler, with the
# first firmware of a build.
#
# It is POSIX; host/linux.c or host/posix.c has what it takes from the system besides.
#
# Sets RIVET_RUN, the program's path.

find_program(RIVET_HOST_CC NAMES cc gcc clang)
if(NOT RIVET_HOST_CC)
    message(FATAL_ERROR "Rivet needs a C compiler for this machine: install the package gcc.")
endif()
set(RIVET_RUN ${CMAKE_CURRENT_BINARY_DIR}/rivet-run)
set(rivet_run_host posix)
if(CMAKE_HOST_SYSTEM_NAME STREQUAL "Linux")
    set(rivet_run_host linux)
endif()
file(GLOB rivet_run_portable CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/rivet-run/*.c)
set(rivet_run_sources ${rivet_run_portable}
    ${RIVET_ROOT}/tools/rivet-run/host/${rivet_run_host}.c)
set(rivet_run_flags -std=c17 -D_XOPEN_SOURCE=700 -DRIVET_SOURCE_FOLDER="${RIVET_ROOT}" -O2 -Wall
    -Wextra)
# It looks for the usual names itself.
if(RIVET_GCC_PREFIX AND RIVET_TOOL_PREFIX)
    list(APPEND rivet_run_flags -DRIVET_ADDR2LINE="${RIVET_TOOL_PREFIX}addr2line")
endif()
file(GLOB rivet_run_headers CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/rivet-run/*.h)
add_custom_command(
    OUTPUT ${RIVET_RUN}
    COMMAND ${RIVET_HOST_CC} ${rivet_run_flags} -o ${RIVET_RUN} ${rivet_run_sources}
    DEPENDS ${rivet_run_sources} ${rivet_run_headers}
    COMMENT "Building rivet-run for this machine"
    VERBATIM)
add_custom_target(rivet_run ALL DEPENDS ${RIVET_RUN})
