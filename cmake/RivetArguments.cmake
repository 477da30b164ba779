# SPDX-License-Identifier: MIT
#
# Checks the arguments of rivet_add_firmware and rivet_add_test, and names what is wrong with them.

# rivet_check_arguments(<call> <keyword>...) stops if the variables arg_... of the caller, from
# cmake_parse_arguments, have an error. <call> is how messages name the call, and the keywords are
# all that it knows.
function(rivet_check_arguments call)
    set(unknown ${arg_UNPARSED_ARGUMENTS})
    # A misspelled keyword that follows a list has become a part of the list.
    foreach(word IN LISTS arg_SOURCES arg_HOST)
        if(word MATCHES "^[A-Z][A-Z0-9_]+$"
                AND NOT EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${word})
            list(APPEND unknown ${word})
        endif()
    endforeach()
    foreach(word IN LISTS arg_PARTS)
        if(word MATCHES "^[A-Z][A-Z0-9_]+$" AND NOT TARGET ${word})
            list(APPEND unknown ${word})
        endif()
    endforeach()
    if(unknown)
        list(GET unknown 0 word)
        list(SORT ARGN)
        list(JOIN ARGN ", " keywords)
        message(FATAL_ERROR "${call}: '${word}' is not a keyword. The keywords are ${keywords}.")
    endif()
    if(arg_KEYWORDS_MISSING_VALUES)
        list(GET arg_KEYWORDS_MISSING_VALUES 0 keyword)
        message(FATAL_ERROR "${call}: ${keyword} has no value.")
    endif()
    if(NOT arg_SOURCES)
        message(FATAL_ERROR "${call}: SOURCES is missing: it lists the source files.")
    endif()
    rivet_check_numbers(${call})
    foreach(keyword IN ITEMS SEMIHOSTING STACK_MARKS CHECK LOG_TIME)
        if(DEFINED arg_${keyword} AND NOT arg_${keyword} MATCHES "^(ON|OFF|TRUE|FALSE|YES|NO|1|0)$")
            message(FATAL_ERROR
                "${call}: ${keyword} is '${arg_${keyword}}': it must be ON or OFF.")
        endif()
    endforeach()
    if(DEFINED arg_PROTECTION AND NOT arg_PROTECTION MATCHES
            "^(ON|KNOWN|ANY|OFF|TRUE|FALSE|YES|NO|1|0)$")
        message(FATAL_ERROR
            "${call}: PROTECTION is '${arg_PROTECTION}': it must be ON, KNOWN, ANY or OFF.")
    endif()
endfunction()

# The linker takes the sizes as they are. It would read a leading zero as octal, and report other
# mistakes without the keyword.
function(rivet_check_numbers call)
    set(decimal "0|[1-9][0-9]*")
    set(bytes STACK TRAP_STACK IRQ_STACK HEAP)
    if("${arg_HEAP}" STREQUAL "OWN")
        list(REMOVE_ITEM bytes HEAP)
        rivet_check_own_heap(${call})
    endif()
    foreach(keyword IN LISTS bytes)
        if(DEFINED arg_${keyword} AND NOT arg_${keyword} MATCHES "^(${decimal}|0[xX][0-9a-fA-F]+)$")
            message(FATAL_ERROR
                "${call}: ${keyword} is '${arg_${keyword}}': it must be a number of bytes without "
                "a unit, decimal or hexadecimal, such as 8192 or 0x2000.")
        endif()
    endforeach()
    foreach(keyword IN ITEMS HARTS TIMEOUT)
        if(DEFINED arg_${keyword} AND NOT arg_${keyword} MATCHES "^(${decimal})$")
            message(FATAL_ERROR
                "${call}: ${keyword} is '${arg_${keyword}}': it must be a decimal number.")
        endif()
    endforeach()
endfunction()

function(rivet_check_own_heap call)
    if(arg_HEAP_CHECKED)
        message(FATAL_ERROR
            "${call}: HEAP is OWN, but HEAP_CHECKED is for Rivet's heap: leave it out.")
    endif()
endfunction()
