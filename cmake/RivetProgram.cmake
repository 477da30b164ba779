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
            ${RIVET_LIBC_FOLDER}/libc.a ${RIVET_LIBGCC}
        COMMENT "Linking the program ${name}" VERBATIM)
    add_custom_target(${name}_program DEPENDS ${image})
    set_property(TARGET ${name} PROPERTY RIVET_PROGRAM_IMAGE ${image})
    set_property(TARGET ${name} PROPERTY RIVET_PROGRAM_STACK ${arg_STACK})
endfunction()

# Adds the programs of PROGRAMS to a firmware.
function(rivet_link_programs firmware)
    if(NOT arg_PROGRAMS)
        target_link_options(${firmware} PRIVATE LINKER:-L,${RIVET_LD_FOLDER}/no_programs)
        return()
    endif()
    rivet_check_programs("rivet_add_firmware(${firmware})")
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${firmware}.ld)
    rivet_write_programs(${folder})
    foreach(program IN LISTS arg_PROGRAMS)
        get_property(image TARGET ${program} PROPERTY RIVET_PROGRAM_IMAGE)
        target_sources(${firmware} PRIVATE ${image})
        set_source_files_properties(${image} PROPERTIES EXTERNAL_OBJECT ON GENERATED ON)
        add_dependencies(${firmware} ${program}_program)
    endforeach()
    target_sources(${firmware} PRIVATE ${folder}/programs.c)
    set_property(TARGET ${firmware} APPEND PROPERTY LINK_DEPENDS
        ${folder}/programs_code.ld ${folder}/programs_data.ld)
    target_link_options(${firmware} PRIVATE
        LINKER:-L,${folder},--undefined=rti_program_images)
    # No region of a program may have a part of the first window there (ld/sections.ld).
    if(RIVET_BOARD_SMEPMP)
        target_link_options(${firmware} PRIVATE LINKER:--defsym=rti_programs_under_smepmp=1)
    endif()
endfunction()

function(rivet_check_programs call)
    if(arg_MODES STREQUAL "none")
        message(FATAL_ERROR "${call}: PROGRAMS needs MODES user or MODES supervisor.")
    endif()
    set(programs ${arg_PROGRAMS})
    list(REMOVE_DUPLICATES programs)
    if(NOT programs STREQUAL arg_PROGRAMS)
        message(FATAL_ERROR "${call}: PROGRAMS lists a program twice.")
    endif()
    foreach(program IN LISTS arg_PROGRAMS)
        set(image "")
        if(TARGET ${program})
            get_property(image TARGET ${program} PROPERTY RIVET_PROGRAM_IMAGE)
        endif()
        if(NOT image)
            message(FATAL_ERROR "${call}: ${program} of PROGRAMS is no program of a "
                "rivet_add_program before it.")
        endif()
    endforeach()
endfunction()

# Writes the programs' parts of the linker script, and programs.c.
function(rivet_write_programs folder)
    set(code "")
    set(data "")
    set(list "")
    set(image "/* Written by cmake/RivetProgram.cmake. */\n#include <rt/program_image.h>\n")
    foreach(program IN LISTS arg_PROGRAMS)
        get_property(stack TARGET ${program} PROPERTY RIVET_PROGRAM_STACK)
        foreach(part IN ITEMS code.ld data.ld image.c)
            file(READ ${RIVET_ROOT}/cmake/program_${part}.in text)
            string(CONFIGURE "${text}" text @ONLY)
            cmake_path(GET part STEM part)
            string(APPEND ${part} "${text}")
        endforeach()
        string(APPEND list "    &rt_image_${program},\n")
    endforeach()
    # For debuggers: "rivet programs".
    string(APPEND image "
extern const struct rt_program_image *const rti_program_images[];
const struct rt_program_image *const rti_program_images[] = {
${list}    NULL,
};
")
    file(CONFIGURE OUTPUT ${folder}/programs_code.ld CONTENT "${code}" @ONLY)
    file(CONFIGURE OUTPUT ${folder}/programs_data.ld CONTENT "${data}" @ONLY)
    file(CONFIGURE OUTPUT ${folder}/programs.c CONTENT "${image}" @ONLY)
endfunction()
