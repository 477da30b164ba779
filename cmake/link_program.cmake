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

# The linker would take these from the firmware, which the program may not call.
execute_process(COMMAND ${NM} --undefined-only --format=posix ${IMAGE}.linked
    OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX REPLACE " U[^\n]*\n" ";" symbols "${symbols}")
list(FILTER symbols EXCLUDE REGEX "^$|^__global_pointer\\$$| w")
if(symbols)
    list(JOIN symbols ", " symbols)
    message(FATAL_ERROR "The program ${NAME} uses what neither it nor the C library has: "
        "${symbols}. A program can't call functions of the firmware.")
endif()

set(main rt_program_${NAME}_main)
# LLVM keeps the symbol by its old name, GNU by its new one.
run(${OBJCOPY} --redefine-sym program_main=${main}
    --keep-global-symbol=program_main --keep-global-symbol=${main}
    --prefix-alloc-sections=.program.${NAME} ${IMAGE}.linked ${IMAGE})
file(REMOVE ${IMAGE}.linked)
