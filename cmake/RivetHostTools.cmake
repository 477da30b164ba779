# SPDX-License-Identifier: MIT
#
# The programs that a build runs on this machine. rivet-run boots firmware on QEMU, and rivet-check
# checks each linked firmware. This machine's own compiler builds them, with the first firmware.
#
# They need only POSIX. tools/rivet-run/host has rivet-run's functions that use more.
#
# Sets RIVET_RUN and RIVET_CHECK, their paths. The targets rivet_run and rivet_check build them.

find_program(RIVET_HOST_CC NAMES cc gcc clang)
if(NOT RIVET_HOST_CC)
    message(FATAL_ERROR "Rivet needs a C compiler for this machine: install the package gcc.")
endif()
set(rivet_host_flags -std=gnu17 -D_XOPEN_SOURCE=700 -I${RIVET_ROOT}/tools
    -I${RIVET_ROOT}/src/include -O2 -Wall -Wextra)
# The target's own functions judge a dump. They run with the words of this machine.
set(rivet_dump_flags -D__riscv_xlen=64 -I${RIVET_ROOT}/src -I${RIVET_ROOT}/hal/include)
set(rivet_dump_shared panic/death.c panic/decode.c panic/marks_none.c
    panic/reason.c panic/report.c panic/say_harts.c panic/stack.c base/cause_name.c
    base/text_table.c base/frame_read.c base/frame_write.c log/read.c)
list(TRANSFORM rivet_dump_shared PREPEND ${RIVET_ROOT}/src/)
file(GLOB rivet_host_headers CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/*/*.h)
file(GLOB rivet_shared_headers CONFIGURE_DEPENDS
    ${RIVET_ROOT}/src/base/*.h ${RIVET_ROOT}/src/log/*.h ${RIVET_ROOT}/src/panic/*.h
    ${RIVET_ROOT}/src/include/rt/*.h ${RIVET_ROOT}/src/include/rt/detail/log_*.h)
list(APPEND rivet_host_headers ${rivet_shared_headers})
file(GLOB rivet_elf_sources CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/elf/*.c)

# rivet_host_tool(<target> <path of the program> <source or flag>...)
function(rivet_host_tool target program)
    set(sources ${ARGN})
    set(flags ${ARGN})
    list(FILTER sources EXCLUDE REGEX "^-")
    list(FILTER flags INCLUDE REGEX "^-")
    # Libraries come after what needs them.
    set(libraries ${flags})
    list(FILTER libraries INCLUDE REGEX "^-l")
    list(FILTER flags EXCLUDE REGEX "^-l")
    cmake_path(GET program FILENAME name)
    add_custom_command(
        OUTPUT ${program}
        COMMAND ${RIVET_HOST_CC} ${rivet_host_flags} ${flags} -o ${program} ${sources} ${libraries}
        DEPENDS ${sources} ${rivet_host_headers}
        COMMENT "Building ${name} for this machine"
        VERBATIM)
    add_custom_target(${target} ALL DEPENDS ${program})
endfunction()

set(rivet_run_flags -DRIVET_SOURCE_FOLDER="${RIVET_ROOT}")
# Without this rivet-run looks for addr2line by its usual names.
if(RIVET_GCC_PREFIX AND RIVET_TOOL_PREFIX)
    list(APPEND rivet_run_flags -DRIVET_ADDR2LINE="${RIVET_TOOL_PREFIX}addr2line")
endif()
set(rivet_run_host posix)
if(CMAKE_HOST_SYSTEM_NAME STREQUAL "Linux")
    set(rivet_run_host linux)
endif()
file(GLOB rivet_run_portable CONFIGURE_DEPENDS
    ${RIVET_ROOT}/tools/rivet-run/*.c ${RIVET_ROOT}/tools/rivet-dump/*.c)
list(APPEND rivet_run_portable ${rivet_elf_sources} ${rivet_dump_shared})
list(APPEND rivet_run_flags ${rivet_dump_flags})
set(rivet_run_sources ${rivet_run_portable}
    ${RIVET_ROOT}/tools/rivet-run/host/${rivet_run_host}.c)
# Backtraces of dumps by the unwind tables, if this machine has libdw of elfutils (libdw-dev).
set(rivet_run_libraries "")
set(rivet_dump_unwind none)
file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/has_libdw.c
    "#include <elfutils/libdwfl.h>\nint main(void) { return dwfl_begin(NULL) != NULL; }\n")
execute_process(COMMAND ${RIVET_HOST_CC} -o ${CMAKE_CURRENT_BINARY_DIR}/has_libdw
    ${CMAKE_CURRENT_BINARY_DIR}/has_libdw.c -ldw RESULT_VARIABLE rivet_lacks_libdw
    OUTPUT_QUIET ERROR_QUIET)
if(rivet_lacks_libdw EQUAL 0)
    set(rivet_run_libraries -ldw)
    set(rivet_dump_unwind dw)
endif()
list(APPEND rivet_run_portable ${RIVET_ROOT}/tools/rivet-dump/unwind/${rivet_dump_unwind}.c)
list(APPEND rivet_run_sources ${RIVET_ROOT}/tools/rivet-dump/unwind/${rivet_dump_unwind}.c)
list(APPEND rivet_run_flags ${rivet_run_libraries})
set(RIVET_RUN ${CMAKE_CURRENT_BINARY_DIR}/rivet-run)
rivet_host_tool(rivet_run ${RIVET_RUN} ${rivet_run_sources} ${rivet_run_flags})

file(GLOB rivet_check_sources CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/rivet-check/*.c)
list(APPEND rivet_check_sources ${rivet_elf_sources})
set(RIVET_CHECK ${CMAKE_CURRENT_BINARY_DIR}/rivet-check)
rivet_host_tool(rivet_check ${RIVET_CHECK} ${rivet_check_sources})
