# SPDX-License-Identifier: MIT
#
# The log of a firmware: LOG, LOG_TO, LOG_DRAIN, LOG_TIME and LOG_RING of rivet_add_firmware. See
# rt/log.h.

set(RIVET_LOG_LEVELS none error warn info debug trace CACHE INTERNAL "")

# Checks the caller's arguments and sets those that are missing.
macro(rivet_check_log call)
    rivet_default(arg_LOG info)
    rivet_default(arg_LOG_TO console)
    rivet_default(arg_LOG_DRAIN now)
    rivet_default(arg_LOG_TIME ON)
    rivet_default(arg_LOG_RING 2048)
    rivet_check_log_word(${call} LOG ${RIVET_LOG_LEVELS})
    rivet_check_log_word(${call} LOG_TO console semihosting memory)
    rivet_check_log_word(${call} LOG_DRAIN now idle interrupt)
    if(arg_MINIMAL AND NOT arg_LOG STREQUAL "none")
        message(FATAL_ERROR "${call}: MINIMAL firmware has no log: leave out LOG.")
    endif()
    if(NOT arg_LOG_RING MATCHES "^[1-9][0-9]*$" OR arg_LOG_RING LESS 1024)
        message(FATAL_ERROR
            "${call}: LOG_RING is '${arg_LOG_RING}': it must be a decimal number of bytes, at "
            "least 1024.")
    endif()
    if(arg_LOG_TO STREQUAL "semihosting" AND NOT arg_SEMIHOSTING)
        message(FATAL_ERROR "${call}: SEMIHOSTING is OFF, but LOG_TO semihosting needs it.")
    endif()
    if(arg_LOG_DRAIN STREQUAL "interrupt"
            AND NOT "${arg_LOG_TO} ${arg_CONSOLE}" STREQUAL "console uart")
        message(FATAL_ERROR
            "${call}: LOG_DRAIN is interrupt, which needs LOG_TO console and CONSOLE uart.")
    endif()
endmacro()

function(rivet_check_log_word call keyword)
    if(NOT arg_${keyword} IN_LIST ARGN)
        list(JOIN ARGN ", " words)
        message(FATAL_ERROR
            "${call}: ${keyword} is '${arg_${keyword}}': it must be one of ${words}.")
    endif()
endfunction()

# Chooses the libraries for the caller's arguments.
function(rivet_choose_log_parts result)
    if(arg_LOG_TO STREQUAL "memory")
        set(chosen rivet_log rivet_log_memory rivet_log_idle)
    else()
        set(chosen rivet_log rivet_log_sent rivet_log_${arg_LOG_DRAIN})
    endif()
    if(arg_LOG_TO STREQUAL "semihosting" OR arg_CONSOLE STREQUAL "semihosting")
        list(APPEND chosen rivet_log_semihosting)
    else()
        list(APPEND chosen rivet_log_uart)
    endif()
    set(${result} ${chosen} PARENT_SCOPE)
endfunction()

# Tells the sources of the firmware, and links the memory. All firmware with the same numbers shares
# one object.
function(rivet_link_log name)
    list(FIND RIVET_LOG_LEVELS ${arg_LOG} level)
    target_compile_definitions(${name} PRIVATE RT_LOG_LEVEL_OF_FIRMWARE=${level})
    if(arg_MINIMAL)
        return()
    endif()
    if(NOT arg_LOG_TIME)
        target_compile_definitions(${name} PRIVATE RT_LOG_TIME_WORDS=0)
    endif()
    if(arg_HARTS EQUAL 1)
        target_compile_definitions(${name} PRIVATE RT_LOG_ONE_HART)
    endif()
    if(arg_LOG_DRAIN STREQUAL "idle" OR arg_LOG_TO STREQUAL "memory")
        target_compile_definitions(${name} PRIVATE RT_LOG_ENDS_QUIETLY)
    endif()
    set(layout rivet_log_layout_${arg_HARTS}_${arg_LOG_RING})
    if(NOT TARGET ${layout})
        add_library(${layout} OBJECT ${RIVET_ROOT}/src/log/layout.c)
        target_compile_definitions(${layout} PRIVATE
            LOG_HARTS=${arg_HARTS} LOG_RING=${arg_LOG_RING})
        target_include_directories(${layout} PRIVATE ${RIVET_ROOT}/src)
        target_link_libraries(${layout} PRIVATE rivet::rivet rivet_warnings)
        rivet_ignore_settings_for(${layout})
        set_target_properties(${layout} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
    endif()
    target_link_libraries(${name} PRIVATE $<TARGET_OBJECTS:${layout}>)
endfunction()
