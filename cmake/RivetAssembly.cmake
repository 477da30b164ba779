# SPDX-License-Identifier: MIT
#
# If the project's languages don't include ASM, CMake silently leaves out a target's assembly files,
# or names a missing variable of its own. This check names the target and what to write.

# rivet_check_assembly(<folder>) stops at the first target, in the folder or below, with such files.
function(rivet_check_assembly folder)
    get_property(below DIRECTORY ${folder} PROPERTY SUBDIRECTORIES)
    foreach(sub IN LISTS below)
        rivet_check_assembly(${sub})
    endforeach()
    get_directory_property(extensions DIRECTORY ${folder}
        DEFINITION CMAKE_ASM_SOURCE_FILE_EXTENSIONS)
    if(extensions)
        return()
    endif()
    get_property(targets DIRECTORY ${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
        get_target_property(type ${target} TYPE)
        get_target_property(sources ${target} SOURCES)
        list(FILTER sources INCLUDE REGEX "^[^$]*[.][sS]$")
        if(type MATCHES "EXECUTABLE|STATIC_LIBRARY|OBJECT_LIBRARY" AND sources)
            rivet_check_sources(${folder} ${target} ${sources})
        endif()
    endforeach()
endfunction()

function(rivet_check_sources folder target)
    get_directory_property(project DIRECTORY ${folder} DEFINITION PROJECT_NAME)
    foreach(source IN LISTS ARGN)
        get_source_file_property(language ${source} TARGET_DIRECTORY ${target} LANGUAGE)
        get_source_file_property(is_header ${source} TARGET_DIRECTORY ${target} HEADER_FILE_ONLY)
        if(NOT language AND NOT is_header)
            message(FATAL_ERROR
                "${target} has the assembly file ${source}, which needs the language ASM: "
                "write project(${project} C ASM) in ${folder}/CMakeLists.txt or above it.")
        endif()
    endforeach()
endfunction()

# Deferred, because targets and their sources may be added until the end.
cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY [==[${CMAKE_SOURCE_DIR}]==]
    CALL rivet_check_assembly [==[${CMAKE_SOURCE_DIR}]==])")
