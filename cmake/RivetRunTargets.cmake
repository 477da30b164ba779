# SPDX-License-Identifier: MIT
#
# Targets that use rivet-run on a firmware. Reads RIVET_RUN, the program's path, and
# RIVET_BOARD_RUN. The target rivet_run builds the program.

set(rivet_qemu ${RIVET_BOARD_RUN})
list(FILTER rivet_qemu INCLUDE REGEX "^qemu=")
string(REPLACE "qemu=" "" rivet_qemu "${rivet_qemu}")
if(rivet_qemu)
    find_program(RIVET_QEMU_${rivet_qemu} NAMES ${rivet_qemu})
    if(NOT RIVET_QEMU_${rivet_qemu})
        message(FATAL_ERROR
            "Rivet needs ${rivet_qemu}, which is not on the PATH: install the package "
            "qemu-system-misc (Debian 13 and later: qemu-system-riscv).")
    endif()
endif()

# rivet_add_run_targets(<firmware>) adds
#   run-<firmware>        boots it with the terminal attached
#   debug-<firmware>      the same under GDB, stopped at main, with tools/gdb/rivet.gdb
#   gdbserver-<firmware>  waits for a debugger and prints the port
#   size-<firmware>       prints its size in flash and memory
#   trace-<firmware>      a profile by function, as text and as <firmware>.svg
#   report-<firmware>     a report on memory, symbols, stacks and protection: <firmware>.html
#
# The firmware also runs where CMake expects a program: add_test(NAME x COMMAND <firmware>), and
# COMMAND in add_custom_command.
function(rivet_add_run_targets name)
    add_dependencies(${name} rivet_run)
    set_property(TARGET ${name} PROPERTY CROSSCOMPILING_EMULATOR ${RIVET_RUN})
    rivet_add_run_target(size ${name} "Size of ${name} in bytes" --size)
    rivet_add_report_target(${name})
    rivet_add_run_target(run ${name} "Running ${name}")
    rivet_add_run_target(debug ${name} "Debugging ${name}" --gdb)
    rivet_add_run_target(gdbserver ${name} "Serving ${name} to a debugger; Ctrl-A X leaves"
        --gdbserver)
    add_custom_target(trace-${name}
        COMMAND python3 ${RIVET_ROOT}/tools/rivet-trace.py ${RIVET_RUN} $<TARGET_FILE:${name}>
            $<TARGET_FILE_DIR:${name}>/${name}.svg
        DEPENDS ${name} rivet_run
        USES_TERMINAL VERBATIM COMMENT "Counting the instructions of ${name}")
endfunction()

function(rivet_add_report_target name)
    add_custom_target(report-${name}
        COMMAND ${CMAKE_COMMAND} -E env RIVET_GCC_PREFIX=${RIVET_TOOL_PREFIX}
            python3 -B ${RIVET_ROOT}/tools/rivet_report.py ${RIVET_RUN} ${RIVET_BOARD}
            $<TARGET_FILE:${name}> $<TARGET_FILE_DIR:${name}>/${name}.html
        DEPENDS ${name} rivet_run
        VERBATIM COMMENT "Reporting on ${name}")
endfunction()

function(rivet_add_run_target verb name comment)
    add_custom_target(${verb}-${name}
        COMMAND ${RIVET_RUN} ${ARGN} $<TARGET_FILE:${name}>
        DEPENDS ${name} rivet_run
        USES_TERMINAL VERBATIM COMMENT "${comment}")
endfunction()
