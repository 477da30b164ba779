# SPDX-License-Identifier: MIT
#
# rivet-run, the host tool that boots firmware on QEMU: built by the host's own compiler, with the
# first firmware of a build.
#
# Sets RIVET_RUN, the program's path.

find_program(RIVET_HOST_CC NAMES cc gcc clang)
if(NOT RIVET_HOST_CC)
    message(FATAL_ERROR "Rivet needs a C compiler for this machine: install the package gcc.")
endif()
if(NOT RIVET_BOARD STREQUAL "host")
    list(GET RIVET_BOARD_RUN 0 rivet_qemu)
    string(REPLACE "qemu=" "" rivet_qemu "${rivet_qemu}")
    find_program(RIVET_QEMU_${rivet_qemu} NAMES ${rivet_qemu})
    if(NOT RIVET_QEMU_${rivet_qemu})
        message(FATAL_ERROR "Rivet needs ${rivet_qemu}, which is not on the PATH: install the package qemu-system-misc (Debian 13 and later: qemu-system-riscv).")
    endif()
endif()

set(RIVET_RUN ${CMAKE_CURRENT_BINARY_DIR}/rivet-run)
file(GLOB rivet_run_sources CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/rivet-run/*.c)
file(GLOB rivet_run_headers CONFIGURE_DEPENDS ${RIVET_ROOT}/tools/rivet-run/*.h)
add_custom_command(
    OUTPUT ${RIVET_RUN}
    COMMAND ${RIVET_HOST_CC} -std=gnu17 -D_GNU_SOURCE -DRIVET_SOURCE_FOLDER="${RIVET_ROOT}" -O2
        -Wall -Wextra -o ${RIVET_RUN} ${rivet_run_sources}
    DEPENDS ${rivet_run_sources} ${rivet_run_headers}
    COMMENT "Building rivet-run for this machine"
    VERBATIM)
add_custom_target(rivet_run ALL DEPENDS ${RIVET_RUN})

# rivet_add_run_targets(<firmware>) adds
#   run-<firmware>        boots it with the terminal attached
#   debug-<firmware>      the same under GDB, stopped at main, with tools/gdb/rivet.gdb
#   gdbserver-<firmware>  waits for a debugger and says at which port
#   size-<firmware>       what it takes of flash and memory
#   trace-<firmware>      a profile by function, as text and as <firmware>.svg
function(rivet_add_run_targets name)
    add_dependencies(${name} rivet_run)
    rivet_add_run_target(run ${name} "Running ${name}; Ctrl-A X leaves")
    rivet_add_run_target(debug ${name} "Debugging ${name}" --gdb)
    rivet_add_run_target(gdbserver ${name} "Serving ${name} to a debugger; Ctrl-A X leaves"
        --gdbserver)
    rivet_add_run_target(size ${name} "Size of ${name} in bytes" --size)
    add_custom_target(trace-${name}
        COMMAND python3 ${RIVET_ROOT}/tools/rivet-trace.py ${RIVET_RUN} $<TARGET_FILE:${name}>
            ${CMAKE_CURRENT_BINARY_DIR}/${name}.svg
        DEPENDS ${name} rivet_run
        USES_TERMINAL VERBATIM COMMENT "Counting the instructions of ${name}")
endfunction()

function(rivet_add_run_target verb name comment)
    add_custom_target(${verb}-${name}
        COMMAND ${RIVET_RUN} ${ARGN} $<TARGET_FILE:${name}>
        DEPENDS ${name} rivet_run
        USES_TERMINAL VERBATIM COMMENT "${comment}")
endfunction()
