# SPDX-License-Identifier: MIT
#
# rivet_add_program: a program for a lower mode, linked into firmware.

# rivet_add_program(<name> SOURCES <file>...
#     [STACK <bytes>])    its stack; 1024 unless given
#
# Makes a program that firmware with MODES runs: name it in PROGRAMS of rivet_add_firmware, and in
# RT_PROGRAM_IMAGE (rt/program_image.h). It begins in its function program_main, which must not
# return. The program has functions of the C library of its own, and can call no function of the
# firmware.
function(rivet_add_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "STACK" "SOURCES")
    rivet_check_arguments("rivet_add_program(${name})" STACK SOURCES)
    if(NOT name MATCHES "^[a-z_][a-z0-9_]*$")
        message(FATAL_ERROR
            "rivet_add_program(${name}): the name must be one that C allows, in lower case.")
    endif()
    if(RIVET_BOARD STREQUAL "host")
        rivet_skip_on_host(${name} ${arg_SOURCES})
        return()
    endif()
    rivet_default(arg_STACK 1024)
    if(arg_STACK LESS 256)
        message(FATAL_ERROR
            "rivet_add_program(${name}): STACK is ${arg_STACK}: it must be 256 bytes or more.")
    endif()
    add_library(${name} OBJECT ${arg_SOURCES})
    target_link_libraries(${name} PRIVATE rivet::rivet)
    # Its sections are moved one by one.
    target_compile_options(${name} PRIVATE -fno-lto)
    set(image ${CMAKE_CURRENT_BINARY_DIR}/${name}.program.o)
    separate_arguments(flags UNIX_COMMAND "${CMAKE_EXE_LINKER_FLAGS}")
    list(JOIN RIVET_ISA_FLAGS "|" isa_flags)
    list(JOIN flags "|" flags)
    string(PREPEND flags "${isa_flags}|")
    add_custom_command(OUTPUT ${image}
        COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DIMAGE=${image}
            "-DOBJECTS=$<JOIN:$<TARGET_OBJECTS:${name}>,|>" -DCOMPILER=${CMAKE_C_COMPILER}
            -DFLAGS=${flags} -DLIBC=${RIVET_LIBC_FOLDER}/libc.a -DLIBGCC=${RIVET_LIBGCC}
            -DOBJCOPY=${CMAKE_OBJCOPY} -DNM=${CMAKE_NM} -DREADELF=${CMAKE_READELF}
            -P ${RIVET_ROOT}/cmake/link_program.cmake
        DEPENDS $<TARGET_OBJECTS:${name}> ${RIVET_ROOT}/cmake/link_program.cmake
        COMMENT "Linking the program ${name}" VERBATIM)
    add_custom_target(${name}_program DEPENDS ${image})
    set_property(TARGET ${name} PROPERTY RIVET_PROGRAM_IMAGE ${image})
    set_property(TARGET ${name} PROPERTY RIVET_PROGRAM_STACK ${arg_STACK})
endfunction()

# Adds the programs of PROGRAMS to a firmware, and writes their parts of the linker script.
function(rivet_link_programs firmware)
    if(NOT arg_PROGRAMS)
        target_link_options(${firmware} PRIVATE LINKER:-L,${RIVET_LD_FOLDER}/no_programs)
        return()
    endif()
    if(arg_MODES STREQUAL "none")
        message(FATAL_ERROR
            "rivet_add_firmware(${firmware}): PROGRAMS needs MODES user or MODES supervisor.")
    endif()
    set(programs ${arg_PROGRAMS})
    list(REMOVE_DUPLICATES programs)
    if(NOT programs STREQUAL arg_PROGRAMS)
        message(FATAL_ERROR "rivet_add_firmware(${firmware}): PROGRAMS lists a program twice.")
    endif()
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${firmware}.ld)
    set(code "")
    set(data "")
    set(list "")
    set(images "/* Written by cmake/RivetProgram.cmake. */\n#include <rt/program_image.h>\n")
    foreach(program IN LISTS arg_PROGRAMS)
        set(image "")
        if(TARGET ${program})
            get_property(image TARGET ${program} PROPERTY RIVET_PROGRAM_IMAGE)
            get_property(stack TARGET ${program} PROPERTY RIVET_PROGRAM_STACK)
        endif()
        if(NOT image)
            message(FATAL_ERROR "rivet_add_firmware(${firmware}): ${program} of PROGRAMS is no "
                "program of a rivet_add_program before it.")
        endif()
        target_sources(${firmware} PRIVATE ${image})
        set_source_files_properties(${image} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
        add_dependencies(${firmware} ${program}_program)
        string(CONFIGURE [[
    .program.@program@ : ALIGN(rt_segment_alignment) {
        rti_program_@program@_code = .;
        *(.program.@program@.text .program.@program@.text.*)
        *(.program.@program@.rodata .program.@program@.rodata.*)
        *(.program.@program@.srodata .program.@program@.srodata.*)
        . = ALIGN(rt_segment_alignment);
        rti_program_@program@_code_end = .;
    } > RODATA :rodata
]] text @ONLY)
        string(APPEND code "${text}")
        string(CONFIGURE [[
        . = ALIGN(rt_segment_alignment);
        rti_program_@program@_low = .;
        . += @stack@;
        . = ALIGN(16);
        rti_program_@program@_data = .;
        *(.program.@program@.data .program.@program@.data.*)
        *(.program.@program@.sdata .program.@program@.sdata.*)
        . = ALIGN(8);
        rti_program_@program@_data_end = .;
        *(.program.@program@.sbss .program.@program@.sbss.*)
        *(.program.@program@.bss .program.@program@.bss.*)
        . = ALIGN(16);
        rti_program_@program@_tls = .;
        . += rt_tls_size;
        . = ALIGN(rt_segment_alignment);
        rti_program_@program@_end = .;
        rti_program_@program@_saved = .;
        . += rti_program_@program@_data_end - rti_program_@program@_data;
        . = ALIGN(16);
]] text @ONLY)
        string(APPEND data "${text}")
        string(CONFIGURE [[

extern void rti_program_@program@_main(void);
extern char rti_program_@program@_code[], rti_program_@program@_code_end[];
extern char rti_program_@program@_low[], rti_program_@program@_data[];
extern char rti_program_@program@_data_end[], rti_program_@program@_tls[];
extern char rti_program_@program@_end[], rti_program_@program@_saved[];
RT_PROGRAM_IMAGE(@program@);
/* In .data, which must not begin with memory that is not loaded. */
__attribute__((section(".data.@program@_is_new"))) static bool @program@_is_new = true;
static const struct rt_program *@program@_loaded;
const struct rt_program_image rt_image_@program@ = {
    "@program@",
    rti_program_@program@_main,
    rti_program_@program@_code,
    rti_program_@program@_code_end,
    rti_program_@program@_low,
    rti_program_@program@_data,
    rti_program_@program@_data_end,
    rti_program_@program@_tls,
    rti_program_@program@_end,
    rti_program_@program@_saved,
    &@program@_is_new,
    &@program@_loaded,
};
]] text @ONLY)
        string(APPEND images "${text}")
        string(APPEND list "    &rt_image_${program},\n")
    endforeach()
    # For debuggers: "rivet programs".
    string(APPEND images "
extern const struct rt_program_image *const rti_program_images[];
const struct rt_program_image *const rti_program_images[] = {
${list}    NULL,
};
")
    file(CONFIGURE OUTPUT ${folder}/programs.c CONTENT "${images}" @ONLY)
    target_sources(${firmware} PRIVATE ${folder}/programs.c)
    file(CONFIGURE OUTPUT ${folder}/programs_code.ld CONTENT "${code}" @ONLY)
    file(CONFIGURE OUTPUT ${folder}/programs_data.ld CONTENT "${data}" @ONLY)
    set_property(TARGET ${firmware} APPEND PROPERTY LINK_DEPENDS
        ${folder}/programs_code.ld ${folder}/programs_data.ld)
    target_link_options(${firmware} PRIVATE
        LINKER:-L,${folder},--undefined=rti_program_images)
endfunction()
