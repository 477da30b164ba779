# SPDX-License-Identifier: MIT
#
# rivet_warnings: the warnings for Rivet's own code. They are errors only with RIVET_WERROR, which
# Rivet's presets set. In other projects Rivet's code compiles with these warnings alone, and their
# code without them.

add_library(rivet_warnings INTERFACE)
target_compile_options(rivet_warnings INTERFACE
    -Wall -Wextra -Wshadow -Wundef -Wconversion -Wcast-align -Wwrite-strings -Wvla -Wformat=2
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes>
    $<IF:$<BOOL:${RIVET_WERROR}>,-Werror,-Wno-error>)

# rivet_warn_in_own(<target>): a target that is Rivet's own or the project's has the warnings of its
# owner.
function(rivet_warn_in_own target)
    if(CMAKE_SOURCE_DIR STREQUAL RIVET_ROOT)
        target_link_libraries(${target} PRIVATE rivet_warnings)
    endif()
endfunction()

# The warning options of a project, without those for the assembler and the linker.
set(rivet_warning_options "^(-W[^,]*|-pedantic|-pedantic-errors)$" CACHE INTERNAL "")

# rivet_ignore_project_settings() is for Rivet's folder: it drops what an enclosing project sets for
# its own sources. Static functions of Rivet's files have the same names, so a unity build fails.
macro(rivet_ignore_project_settings)
    set(CMAKE_UNITY_BUILD OFF)
    if(NOT PROJECT_IS_TOP_LEVEL)
        set(CMAKE_COMPILE_WARNING_AS_ERROR OFF)
        get_property(rivet_options DIRECTORY PROPERTY COMPILE_OPTIONS)
        list(FILTER rivet_options EXCLUDE REGEX "${rivet_warning_options}")
        set_property(DIRECTORY PROPERTY COMPILE_OPTIONS "${rivet_options}")
    endif()
endmacro()

# rivet_ignore_settings_for(<target>) does the same for a target in the project's folder.
function(rivet_ignore_settings_for target)
    set_target_properties(${target} PROPERTIES UNITY_BUILD OFF COMPILE_WARNING_AS_ERROR OFF)
    get_target_property(options ${target} COMPILE_OPTIONS)
    if(options)
        list(FILTER options EXCLUDE REGEX "${rivet_warning_options}")
        set_property(TARGET ${target} PROPERTY COMPILE_OPTIONS "${options}")
    endif()
endfunction()
