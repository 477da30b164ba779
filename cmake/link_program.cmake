# SPDX-License-Identifier: MIT
#
# Links the objects of a program with what they need of the C library, into one object whose
# sections are called .program.<name>.* and whose only global symbol is its program_main. See
# cmake/RivetProgram.cmake.
cmake_minimum_required(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "The program ${NAME} could not be linked.")
    endif()
endfunction()

string(REPLACE "|" ";" OBJECTS "${OBJECTS}")
string(REPLACE "|" ";" FLAGS "${FLAGS}")
run(${COMPILER} ${FLAGS} -r -nostdlib -o ${IMAGE}.linked ${OBJECTS}
    -Wl,--start-group ${LIBC} ${LIBGCC} -Wl,--end-group)

# Sets variable to the names of the symbols of the kinds, letters of nm's.
function(symbols_of variable kinds)
    execute_process(COMMAND ${NM} --format=posix ${IMAGE}.linked
        OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
    string(REGEX MATCHALL "[^\n ]+ [${kinds}] [^\n]*" lines "${text}\n")
    list(TRANSFORM lines REPLACE " .*" "")
    set(${variable} ${lines} PARENT_SCOPE)
endfunction()

# The linker would take these from the firmware, which the program may not call.
symbols_of(missing U)
list(REMOVE_ITEM missing __global_pointer$)
if(missing)
    list(JOIN missing ", " missing)
    message(FATAL_ERROR "The program ${NAME} uses what neither it nor the C library has: "
        "${missing}. A program can't call functions of the firmware, and has no stdout, no heap "
        "and no C++ runtime: instead of printf, malloc, assert or new, use snprintf, variables, "
        "and an ecall that the firmware serves.")
endif()
symbols_of(defined T)
if(NOT program_main IN_LIST defined)
    message(FATAL_ERROR
        "The program ${NAME} has no function program_main, in which it would begin. In C++ it must "
        "be extern \"C\".")
endif()
execute_process(COMMAND ${READELF} -S --wide ${IMAGE}.linked
    OUTPUT_VARIABLE sections COMMAND_ERROR_IS_FATAL ANY)
if(sections MATCHES "[.](pre)?init_array")
    message(FATAL_ERROR "The program ${NAME} has constructors, which nothing would run: call such "
        "functions in program_main, and make objects with constructors local variables.")
endif()
execute_process(COMMAND ${READELF} -r --wide ${IMAGE}.linked
    OUTPUT_VARIABLE relocations COMMAND_ERROR_IS_FATAL ANY)
if(relocations MATCHES "R_RISCV_GOT_HI20 +[0-9a-f]+ +([^ \n]+)")
    message(FATAL_ERROR "The program ${NAME} looks up ${CMAKE_MATCH_1} in a table of the firmware, "
        "which it may not read: Clang does so for weak references. Make it an ordinary one.")
endif()
# What is weak would be the firmware's too.
symbols_of(weak wv)
list(TRANSFORM weak REPLACE "(.+)" "--redefine-sym=\\1=rt_program_has_no.\\1")

set(main rti_program_${NAME}_main)
# LLVM keeps the symbol by its old name, GNU by its new one.
run(${OBJCOPY} ${weak} --redefine-sym program_main=${main}
    --keep-global-symbol=program_main --keep-global-symbol=${main}
    --prefix-alloc-sections=.program.${NAME} ${IMAGE}.linked ${IMAGE})
file(REMOVE ${IMAGE}.linked)
