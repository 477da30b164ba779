# SPDX-License-Identifier: MIT
#
# rivet_add_firmware: an executable that starts at reset.

include(${CMAKE_CURRENT_LIST_DIR}/RivetArguments.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/RivetImage.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/RivetLog.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/RivetPrintf.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/RivetProgram.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/RivetReport.cmake)

# rivet_add_firmware(<name> SOURCES <file>...
#     [STACK <bytes>]        stack of main; 4096 unless given. Bytes are decimal or 0x hexadecimal
#     [TRAP_STACK <bytes>]   trap stack of each hart; 3072 unless given
#     [IRQ_STACK <bytes>]    each interrupt stack of each hart; 2048 unless given
#     [HEAP <bytes>|OWN]     memory for malloc, 64 to 384 Mi; without it malloc doesn't link.
#                            OWN: the sources define malloc and what else of its family is called
#     [HEAP_CHECKED]         the heap fills and checks freed memory to detect use after free; slower
#     [HARTS <n>]            maximum number of harts; 1 unless given
#     [CORE_FILE <path>]     panics write a core file to this path on the host, by semihosting
#     [FILES <kind>]         none (the default), or semihosting: fopen and others open files of the
#                            debugger's or emulator's host
#     [REPORT <kind>]        full (the default): a panic writes its report. host: it dumps memory,
#                            from which rivet-run makes the report. none: it only ends the run.
#                            block: the same dump goes to a medium (rt/dump.h)
#     [CONSOLE <kind>]       uart (the default) or semihosting: the console of printf and panics
#     [PRINTF <kind>]        double (the default), float, integer or, if picolibc has it,
#                            minimal: what printf and scanf can do; see docs/c-library.md
#     [SEMIHOSTING ON|OFF]   OFF: make no semihosting calls; end the run by board_exit. ON unless
#                            the board says otherwise
#     [INTERRUPTS <kind>]    vectored or direct: the mode of mtvec; vectored unless the board says
#                            otherwise
#     [CONTEXTS <kind>]      own (the default), or any: interrupts may find the sp, gp and tp of a
#                            task or of a lower mode; see rt/interrupt.h
#     [PROTECTION <kind>]    ON: as far as the core can. KNOWN: each core has 16 entries, TOR, NAPOT
#                            and a fine granularity, else it panics; less code. ANY: also on cores
#                            without TOR or with a coarse PMP, and after a stage that has locked
#                            entries. OFF: don't use the PMP. By default what the board says
#     [MODES <kind>]         none (the default), user or supervisor: programs in a lower mode, by
#                            rt/program.h. Implies CONTEXTS any. Not on cores of 16 registers
#     [PROGRAMS <name>...]   programs of rivet_add_program that the firmware runs
#     [LOG <level>]          none, error, warn, info (the default), debug or trace: the least severe
#                            level of rt/log.h that leaves code
#     [LOG_TO <kind>]        console (the default), semihosting or memory: where log records go;
#                            memory: they stay in the ring until a panic
#     [LOG_DRAIN <when>]     now (the default): each record is sent at once; idle: in rt_idle; or
#                            interrupt: by the console's transmit interrupt
#     [LOG_TIME ON|OFF]      whether records have the time; ON unless given
#     [LOG_RING <bytes>]     memory for the records of each hart; 2048 unless given
#     [STACK_MARKS ON|OFF]   ON: fill the stacks at the start, so that a report has the high-water
#                            mark of each; OFF unless the build type is Debug
#     [PROTECTION_UNIT <bytes>]  alignment of code and data, and size of a stack's guard: a power of
#                            two from 256 to 4096, by default what the board says. Less saves
#                            memory, and makes QEMU slower
#     [BIOS]                 it starts another program, such as an operating system: rivet-run gives
#                            it to QEMU as -bios and the program by --kernel FILE
#     [CHECK ON|OFF]         OFF: don't run rivet-check after linking
#     [MINIMAL]              no console, protection, thread-local storage or devices
#     [LINKER_SCRIPT <file>] replaces the board's memory file
#     [QEMU_ARGS <arg>...]   additional arguments for QEMU when the runner starts it
#     [PARTS <target>...])   additional static libraries with dependencies to and from the runtime
function(rivet_add_firmware name)
    rivet_firmware_keywords(flags values lists)
    cmake_parse_arguments(PARSE_ARGV 1 arg "${flags}" "${values}" "${lists}")
    rivet_check_arguments("rivet_add_firmware(${name})" ${flags} ${values} ${lists})
    if(RIVET_BOARD STREQUAL "host")
        rivet_skip_on_host(${name} ${arg_SOURCES})
        return()
    endif()
    rivet_default(arg_STACK 4096)
    rivet_default(arg_TRAP_STACK 3072)
    rivet_default(arg_IRQ_STACK 2048)
    rivet_default(arg_HEAP 0)
    set(heap_size ${arg_HEAP})
    if(arg_HEAP STREQUAL "OWN")
        set(heap_size 0)
    endif()
    rivet_default(arg_HARTS 1)
    rivet_default(arg_REPORT full)
    rivet_default(arg_CONSOLE uart)
    rivet_default(arg_FILES none)
    rivet_default(arg_SEMIHOSTING ${RIVET_BOARD_SEMIHOSTING})
    rivet_default(arg_INTERRUPTS ${RIVET_BOARD_INTERRUPTS_MODE})
    rivet_default(arg_PROTECTION ${RIVET_BOARD_PROTECTION})
    string(COMPARE EQUAL "${CMAKE_BUILD_TYPE}" Debug debug)
    if(NOT arg_REPORT STREQUAL "full")
        set(debug OFF)
    endif()
    rivet_default(arg_STACK_MARKS ${debug})
    rivet_default(arg_CHECK ON)
    rivet_choose_modes()
    rivet_default(arg_CONTEXTS own)
    rivet_default(arg_LINKER_SCRIPT ${RIVET_MEMORY_FILE})
    if(arg_MINIMAL)
        rivet_default(arg_LOG none)
    endif()
    rivet_check_log("rivet_add_firmware(${name})")

    rivet_protection_units(segment_alignment guard_size)

    set(context_size 0)
    if(arg_CONTEXTS STREQUAL "any")
        # RT_IRQ_FRAME_any words; see rt/detail/hart_block.h.
        math(EXPR context_size "4 * ${RIVET_XLEN} / 8")
    endif()

    rivet_choose_parts(parts)
    list(APPEND parts ${arg_PARTS})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE rivet::rivet)
    rivet_link_run_note(${name})
    rivet_link_log(${name})
    target_link_options(${name} PRIVATE
        -T ${arg_LINKER_SCRIPT} LINKER:-L,${RIVET_LD_FOLDER}
        LINKER:--gc-sections,--fatal-warnings,--build-id=sha1,--no-undefined
        LINKER:--defsym=rt_stack_size=${arg_STACK}
        LINKER:--defsym=rt_trap_stack_size=${arg_TRAP_STACK}
        LINKER:--defsym=rt_irq_stack_size=${arg_IRQ_STACK}
        LINKER:--defsym=rt_heap_size=${heap_size}
        LINKER:--defsym=rt_hart_max=${arg_HARTS}
        LINKER:--defsym=rt_segment_alignment=${segment_alignment}
        LINKER:--defsym=rt_guard_size=${guard_size}
        LINKER:--defsym=rti_irq_context_size=${context_size})
    if(NOT RIVET_BOARD_DATA_STAYS OR NOT arg_LINKER_SCRIPT STREQUAL RIVET_MEMORY_FILE)
        target_link_options(${name} PRIVATE LINKER:--undefined=rti_copy_data)
    endif()
    if(arg_MINIMAL)
        target_link_options(${name} PRIVATE LINKER:--defsym=rti_is_minimal=1)
    endif()
    if(RIVET_BOARD_CODE_IN_ONE_ENTRY)
        target_link_options(${name} PRIVATE LINKER:--defsym=rti_code_is_one_entry=1)
    endif()
    if("rivet_pmp_any" IN_LIST parts)
        target_link_options(${name} PRIVATE LINKER:--defsym=rti_plans_protection=1)
    endif()
    rivet_number_harts(${name})
    rivet_link_report(${name} ${arg_REPORT})
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS
        ${arg_LINKER_SCRIPT} ${RIVET_LD_FOLDER}/sections.ld)
    if(arg_STACK_MARKS AND NOT arg_MINIMAL)
        target_link_options(${name} PRIVATE LINKER:--undefined=rti_marks_fill)
    endif()
    if(arg_CORE_FILE)
        # rt_panic_end is undefined from the start of the link, so the first archive that defines it
        # is used.
        target_link_options(${name} PRIVATE LINKER:--undefined=rt_panic_end)
    endif()
    if("rivet_panic_modes" IN_LIST parts)
        # As rt_panic_end.
        target_link_options(${name} PRIVATE LINKER:--undefined=rti_panic_snapshot_fill)
    endif()
    if(modes)
        # Nothing but the vectors refers to the first. The second as rt_panic_end.
        target_link_options(${name} PRIVATE
            LINKER:--undefined=rti_mode_vector,--undefined=rti_pmp_guard_stack)
    endif()
    if("rivet_panic_host_harts" IN_LIST parts)
        # Nothing refers to it. It adds itself to the hooks of the dump.
        target_link_options(${name} PRIVATE LINKER:--undefined=rti_dump_harts)
    endif()
    if(NOT "rivet_test" IN_LIST arg_PARTS)
        # main is undefined from the start of the link, so it may be in a library of the caller. In
        # a test, main is in Rivet's library.
        target_link_options(${name} PRIVATE LINKER:--undefined=main)
    endif()
    rivet_link_malloc(${name})
    rivet_choose_printf(${name})
    if(RIVET_COVERAGE AND NOT arg_MINIMAL)
        list(APPEND parts rivet_coverage)
        target_link_options(${name} PRIVATE
            LINKER:--wrap=rti_semihosting_exit,--wrap=board_exit)
    endif()
    rivet_link_programs(${name})
    rivet_add_run_targets(${name})
    rivet_add_sbom(${name})
    rivet_add_image(${name})
    if(arg_CHECK)
        rivet_check(${name})
    endif()
    # Deferred, so that the parts come last on the link line, after everything that the caller adds.
    cmake_language(EVAL CODE "cmake_language(DEFER CALL rivet_link_parts ${name} \"${parts}\")")
endfunction()

# Tells the linker which harts there are, if the board lists them.
function(rivet_number_harts name)
    list(LENGTH RIVET_BOARD_HART_IDS count)
    if(count EQUAL 0)
        return()
    endif()
    if(arg_HARTS GREATER count)
        message(FATAL_ERROR
            "rivet_add_firmware(${name}): HARTS is ${arg_HARTS}, but the board has no more than "
            "${count}.")
    endif()
    target_link_options(${name} PRIVATE LINKER:--defsym=rti_board_harts=${count})
    set(place 0)
    foreach(id IN LISTS RIVET_BOARD_HART_IDS)
        if(NOT id MATCHES "^([0-9]|1[0-5])$")
            message(FATAL_ERROR
                "RIVET_BOARD_HART_IDS has '${id}': each must be a number from 0 to 15.")
        endif()
        target_link_options(${name} PRIVATE LINKER:--defsym=rti_board_hart_${id}=${place})
        math(EXPR place "${place} + 1")
    endforeach()
endfunction()

# The alignment of code and constants, and the size of the guard below a stack. The stack and
# thread-local storage need an alignment of at least 16. A guard has at least 256 bytes: most frames
# are smaller, so they can't skip it.
macro(rivet_protection_units segment_alignment guard_size)
    rivet_default(arg_PROTECTION_UNIT ${RIVET_BOARD_PROTECTION_UNIT})
    if(NOT arg_PROTECTION_UNIT MATCHES "^(256|512|1024|2048|4096)$"
            AND NOT arg_PROTECTION_UNIT STREQUAL RIVET_BOARD_PROTECTION_UNIT)
        message(FATAL_ERROR "rivet_add_firmware: PROTECTION_UNIT is '${arg_PROTECTION_UNIT}': it "
            "must be a power of two from 256 to 4096.")
    endif()
    set(${segment_alignment} ${arg_PROTECTION_UNIT})
    set(${guard_size} ${arg_PROTECTION_UNIT})
    if(arg_MINIMAL)
        set(${segment_alignment} 16)
        set(${guard_size} 256)
    elseif(arg_CONSOLE STREQUAL "semihosting" OR arg_CORE_FILE
            OR arg_FILES STREQUAL "semihosting")
        # QEMU fails to read the file name of SYS_OPEN from a page that the PMP divides.
        set(${segment_alignment} 4096)
    endif()
    if(${guard_size} LESS 256)
        set(${guard_size} 256)
    endif()
endmacro()

# The keywords without a value, with one value, and with any number of values.
function(rivet_firmware_keywords flags values lists)
    set(${flags} MINIMAL HEAP_CHECKED BIOS PARENT_SCOPE)
    set(${values} STACK TRAP_STACK IRQ_STACK HEAP HARTS REPORT CONSOLE FILES PRINTF CORE_FILE
        SEMIHOSTING INTERRUPTS CONTEXTS MODES PROTECTION PROTECTION_UNIT LOG LOG_TO LOG_DRAIN
        LOG_TIME LOG_RING STACK_MARKS CHECK LINKER_SCRIPT PARENT_SCOPE)
    set(${lists} SOURCES PROGRAMS QEMU_ARGS PARTS PARENT_SCOPE)
endfunction()

# Runs rivet-check on the linked file. It rejects handlers that use floating-point registers which
# their entry doesn't save. It rejects functions declared noreturn that return, or for which it
# can't determine the calls. It also rejects variables in sections that the boot neither copies nor
# clears.
function(rivet_check name)
    add_dependencies(${name} rivet_check)
    set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS ${RIVET_CHECK})
    add_custom_command(TARGET ${name} POST_BUILD
        COMMAND ${RIVET_CHECK} $<TARGET_FILE:${name}> COMMENT "" VERBATIM)
endfunction()

macro(rivet_default variable value)
    if(NOT DEFINED ${variable})
        set(${variable} ${value})
    endif()
endmacro()

# Sets modes, a suffix of parts, and what follows from MODES.
macro(rivet_choose_modes)
    rivet_default(arg_MODES none)
    set(modes "")
    if(NOT arg_MODES MATCHES "^(none|user|supervisor)$")
        message(FATAL_ERROR
            "rivet_add_firmware: MODES is '${arg_MODES}': it must be none, user or supervisor.")
    endif()
    if(NOT arg_MODES STREQUAL "none" AND RIVET_REGISTERS EQUAL 16)
        message(FATAL_ERROR
            "rivet_add_firmware: MODES is ${arg_MODES}, which needs 32 registers: calls of lower "
            "modes have their number in a7. ${RIVET_ISA} has 16.")
    endif()
    if(NOT arg_MODES STREQUAL "none")
        set(modes _modes)
        rivet_default(arg_CONTEXTS any)
        if(arg_MINIMAL OR NOT arg_CONTEXTS STREQUAL "any"
                OR (DEFINED arg_PROTECTION AND NOT arg_PROTECTION))
            message(FATAL_ERROR
                "rivet_add_firmware: MODES is ${arg_MODES}, which can't be had with MINIMAL, "
                "CONTEXTS own or PROTECTION OFF.")
        endif()
    endif()
endmacro()

macro(rivet_check_report)
    if(NOT arg_REPORT MATCHES "^(full|host|block|none)$")
        message(FATAL_ERROR
            "rivet_add_firmware: REPORT is '${arg_REPORT}': it must be full, host, block or none.")
    endif()
    if(arg_MINIMAL AND arg_REPORT MATCHES "^(host|block)$")
        message(FATAL_ERROR
            "rivet_add_firmware: REPORT is ${arg_REPORT}, but MINIMAL firmware makes no dump.")
    endif()
    if(NOT arg_REPORT STREQUAL "full" AND arg_CORE_FILE)
        message(FATAL_ERROR
            "rivet_add_firmware: CORE_FILE needs REPORT full. With REPORT host, rivet-run --core "
            "writes the core file.")
    endif()
    if(NOT arg_REPORT STREQUAL "full" AND arg_STACK_MARKS)
        message(FATAL_ERROR
            "rivet_add_firmware: STACK_MARKS needs REPORT full, whose report has the marks.")
    endif()
endmacro()

# Chooses the libraries for the caller's arguments.
function(rivet_choose_parts result)
    rivet_check_report()
    if(arg_MINIMAL)
        set(${result} rivet_start_minimal rivet_trap_minimal rivet_exit_minimal rivet_libc_minimal
            rivet_hart_none PARENT_SCOPE)
        return()
    endif()
    if(NOT arg_CONSOLE MATCHES "^(uart|semihosting)$")
        message(FATAL_ERROR
            "rivet_add_firmware: CONSOLE is '${arg_CONSOLE}': it must be uart or semihosting.")
    endif()
    if(NOT arg_FILES MATCHES "^(none|semihosting)$")
        message(FATAL_ERROR
            "rivet_add_firmware: FILES is '${arg_FILES}': it must be none or semihosting.")
    endif()
    if(NOT arg_SEMIHOSTING AND (arg_CONSOLE STREQUAL "semihosting" OR arg_CORE_FILE
            OR arg_FILES STREQUAL "semihosting"))
        message(FATAL_ERROR
            "rivet_add_firmware: SEMIHOSTING is OFF, "
            "but CONSOLE semihosting, FILES semihosting and CORE_FILE need it.")
    endif()
    if(NOT arg_CONTEXTS MATCHES "^(own|any)$")
        message(FATAL_ERROR
            "rivet_add_firmware: CONTEXTS is '${arg_CONTEXTS}': it must be own or any.")
    endif()
    if(NOT arg_INTERRUPTS MATCHES "^(vectored|direct)$")
        message(FATAL_ERROR
            "rivet_add_firmware: INTERRUPTS is '${arg_INTERRUPTS}': it must be vectored or direct.")
    endif()
    set(parts rivet_start_standard rivet_panic rivet_panic_${arg_REPORT}
        rivet_libc rivet_libc_files_${arg_FILES}
        rivet_context rivet_hart rivet_mode
        rivet_trap rivet_irq rivet_alarm rivet_console_${arg_CONSOLE}
        rivet_entry_${arg_CONTEXTS})
    if(arg_HARTS GREATER 1 AND NOT RIVET_ISA MATCHES "^rv..[a-z]*[ga]")
        message(FATAL_ERROR
            "rivet_add_firmware: HARTS is ${arg_HARTS}, but ${RIVET_ISA} has no atomic "
            "instructions (A), which several harts need.")
    elseif(arg_HARTS GREATER 1)
        set(number several)
        list(APPEND parts rivet_hart_several)
    else()
        set(number one)
        list(APPEND parts rivet_hart_none)
    endif()
    list(APPEND parts rivet_trap_${number})
    if(arg_INTERRUPTS STREQUAL "direct")
        list(APPEND parts rivet_trap_direct_${number}${modes})
    else()
        list(APPEND parts rivet_trap_vectored${modes})
    endif()
    if(modes)
        list(APPEND parts rivet_mode_${number})
    endif()
    if(arg_REPORT STREQUAL "full")
        rivet_choose_words()
    elseif(arg_REPORT MATCHES "^(host|block)$" AND arg_HARTS GREATER 1)
        list(APPEND parts rivet_panic_host_harts)
    endif()
    if(modes AND arg_REPORT STREQUAL "full")
        list(PREPEND parts rivet_panic_modes)
    endif()
    if(arg_CORE_FILE)
        list(PREPEND parts rivet_panic_core_file)
    endif()
    if(arg_SEMIHOSTING)
        list(APPEND parts rivet_exit_semihosting)
    elseif("rivet_test_request_console" IN_LIST arg_PARTS)
        list(APPEND parts rivet_exit_framed)
    else()
        list(APPEND parts rivet_exit_board)
    endif()
    if(modes)
        list(APPEND parts rivet_pmp_lower rivet_pmp)
    elseif(arg_PROTECTION STREQUAL "ANY")
        list(APPEND parts rivet_pmp_probed rivet_pmp rivet_pmp_any rivet_pmp_plan)
    elseif(arg_PROTECTION STREQUAL "KNOWN")
        list(APPEND parts rivet_pmp_known rivet_pmp rivet_pmp_table)
    elseif(arg_PROTECTION)
        list(APPEND parts rivet_pmp_probed rivet_pmp rivet_pmp_table)
    else()
        list(APPEND parts rivet_pmp_none)
    endif()
    rivet_choose_log_parts(log_parts)
    set(${result} ${parts} ${log_parts} PARENT_SCOPE)
endfunction()

# The parts of the report that the target writes.
macro(rivet_choose_words)
    if(arg_HARTS GREATER 1)
        list(APPEND parts rivet_panic_harts)
    else()
        list(APPEND parts rivet_panic_harts_none)
    endif()
    if(RIVET_BOARD_REPORTS_ADDRESSES)
        list(APPEND parts rivet_panic_decode_none)
    else()
        list(APPEND parts rivet_panic_decode)
    endif()
    if(arg_STACK_MARKS)
        list(APPEND parts rivet_panic_marks)
    else()
        list(APPEND parts rivet_panic_marks_none)
    endif()
endmacro()

# malloc is linked as an object before all libraries. Otherwise callers inside the C library would
# get the C library's malloc.
function(rivet_link_malloc name)
    if(NOT arg_HEAP STREQUAL "OWN" AND arg_HEAP EQUAL 0)
        target_link_libraries(${name} PRIVATE $<TARGET_OBJECTS:rivet_malloc_none>)
        return()
    endif()
    set(source malloc.c)
    if(arg_HEAP STREQUAL "OWN")
        set(source malloc_own.c)
    endif()
    set(options 0)
    if(arg_HEAP_CHECKED)
        string(APPEND options "|RT_HEAP_CHECKED")
    endif()
    if(arg_HARTS GREATER 1)
        string(APPEND options "|RT_HEAP_SHARED")
    endif()
    add_library(${name}_malloc OBJECT ${RIVET_ROOT}/src/libc/${source})
    rivet_ignore_settings_for(${name}_malloc)
    target_compile_definitions(${name}_malloc PRIVATE "HEAP_MALLOC_OPTIONS=(${options})")
    set_target_properties(${name}_malloc PROPERTIES EXPORT_COMPILE_COMMANDS ON)
    target_include_directories(${name}_malloc PRIVATE ${RIVET_ROOT}/src)
    target_compile_options(${name}_malloc PRIVATE -fno-builtin)
    target_link_libraries(${name}_malloc PRIVATE rivet::rivet rivet_warnings)
    target_link_libraries(${name} PRIVATE $<TARGET_OBJECTS:${name}_malloc>)
endfunction()

# The parts, the common libraries and the C library depend on each other. So they are one group,
# which the linker searches until nothing is undefined. CMake puts the libraries that the caller's
# libraries need after all others, so the group ends in what CMake appends to every link line.
function(rivet_link_parts name parts)
    set(files "")
    foreach(part IN LISTS parts ITEMS
            rivet_start rivet_console rivet_heap rivet_base rivet_arch
            rivet_board rivet_console_configure rivet_linked rivet_drivers rivet_interfaces)
        list(APPEND files $<TARGET_FILE:${part}>)
        add_dependencies(${name} ${part})
        set_property(TARGET ${name} APPEND PROPERTY LINK_DEPENDS $<TARGET_FILE:${part}>)
    endforeach()
    list(APPEND files ${RIVET_LIBC_FOLDER}/libc.a ${RIVET_LIBGCC})
    if(RIVET_COVERAGE)
        list(APPEND files ${RIVET_LIBGCOV})
    endif()
    target_link_libraries(${name} PRIVATE -Wl,--start-group ${files})
    foreach(language C CXX ASM)
        set(last ${CMAKE_${language}_STANDARD_LIBRARIES})
        if(NOT last MATCHES "--end-group")
            set(CMAKE_${language}_STANDARD_LIBRARIES "${last} -Wl,--end-group" PARENT_SCOPE)
        endif()
    endforeach()
endfunction()

# A section that is not loaded tells tools/rivet-run how to boot this firmware. All firmware with
# the same description shares one object, because compiling one takes half as long as linking.
function(rivet_link_run_note name)
    rivet_run_note(content)
    string(SHA1 hash "${content}")
    string(SUBSTRING ${hash} 0 12 hash)
    set(note rivet_run_note_${hash})
    if(NOT TARGET ${note})
        set(file ${CMAKE_BINARY_DIR}/rivet_run_notes/${note}.c)
        file(CONFIGURE OUTPUT ${file} @ONLY CONTENT "@content@")
        add_library(${note} OBJECT ${file})
        target_link_libraries(${note} PRIVATE rivet_isa)
        rivet_ignore_settings_for(${note})
        set_target_properties(${note} PROPERTIES
            EXPORT_COMPILE_COMMANDS ON INTERPROCEDURAL_OPTIMIZATION OFF)
    endif()
    target_link_libraries(${name} PRIVATE $<TARGET_OBJECTS:${note}>)
endfunction()

function(rivet_run_note result)
    set(harts ${arg_HARTS})
    if(harts LESS RIVET_BOARD_LEAST_HARTS)
        set(harts ${RIVET_BOARD_LEAST_HARTS})
    endif()
    set(lines ${RIVET_BOARD_RUN} harts=${harts} console=${arg_CONSOLE})
    if(arg_SEMIHOSTING)
        list(APPEND lines semihosting=on)
    else()
        list(APPEND lines semihosting=off)
    endif()
    if(arg_BIOS)
        list(TRANSFORM lines REPLACE "^image=kernel$" "image=bios")
        if(NOT "image=bios" IN_LIST lines)
            message(FATAL_ERROR
                "rivet_add_firmware(${name}): BIOS is for boards whose firmware QEMU loads to RAM "
                "(image=kernel); ${RIVET_BOARD} is not one of them.")
        endif()
    endif()
    if(RIVET_EXTENSIONS)
        list(APPEND lines extensions=${RIVET_EXTENSIONS})
    endif()
    foreach(qemu_arg IN LISTS arg_QEMU_ARGS)
        list(APPEND lines arg=${qemu_arg})
    endforeach()
    set(text "")
    foreach(line IN LISTS lines)
        if(NOT line MATCHES "^[a-z_0-9]+=")
            message(FATAL_ERROR
                "rivet_add_firmware(${name}): RIVET_BOARD_RUN or QEMU_ARGS has '${line}', which is "
                "not key=value. A command can't have a semicolon: write && or a script.")
        endif()
        # Once for the assembler, once for C.
        string(REPLACE "\\" "\\\\\\\\" line "${line}")
        string(REPLACE "\"" "\\\\\\\"" line "${line}")
        string(APPEND text "\n        \".ascii \\\"${line}\\\\n\\\"\\n\"")
    endforeach()
    set(core "")
    if(arg_CORE_FILE)
        set(core "extern const char rt_core_file_path[];
const char rt_core_file_path[] = \"${arg_CORE_FILE}\";
")
    endif()
    set(${result}
"/* How to run firmware; written by rivet_add_firmware. */
__asm__(\".pushsection .rivet.run, \\\"\\\", @progbits\\n\"${text}
        \".popsection\");
${core}" PARENT_SCOPE)
endfunction()
