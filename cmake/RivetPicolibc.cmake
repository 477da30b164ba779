# SPDX-License-Identifier: MIT
#
# Finds the libraries for an instruction set, libgcc and picolibc, or stops with an error.
# Included by RivetIsa.cmake and ci/tools.cmake.
#
# Users may set RIVET_PICOLIBC, as a variable or in the environment. It is a folder with include and
# lib, or one that contains such a folder for the target.

set(RIVET_PICOLIBC "$ENV{RIVET_PICOLIBC}" CACHE PATH
    "The folder of picolibc, such as its meson prefix; empty: the folder that GCC reports")

# rivet_gcc(<variable> <argument>...) sets the variable to GCC's output, or to nothing on failure.
function(rivet_gcc variable)
    execute_process(COMMAND ${RIVET_GCC} ${ARGN} INPUT_FILE /dev/null
        OUTPUT_VARIABLE text ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        set(text "")
    endif()
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# rivet_target_macros(<variable> <flag>...) lists GCC's macros for the instruction set and the ABI.
# GCC defines Zicsr and Zifencei for its default, but not for an instruction set of plain letters.
function(rivet_target_macros variable)
    rivet_gcc(text ${ARGN} -dM -E -x c -)
    string(REGEX MATCHALL "__riscv_[a-z0-9_]+ [^\n]*" macros "${text}")
    list(FILTER macros EXCLUDE REGEX "^__riscv_zi(csr|fencei) ")
    set(${variable} "${macros}" PARENT_SCOPE)
endfunction()

# rivet_find_multilib(<instruction set> <ABI>) sets RIVET_LIBGCC and RIVET_MULTILIB, a list of the
# possible folders of a C library for them, relative to its lib folder.
function(rivet_find_multilib isa abi)
    # Query without extension names: with them GCC 12 silently returns the default multilib.
    set(flags -march=${isa} -mabi=${abi})
    rivet_gcc(multilib ${flags} -print-multi-directory)
    rivet_gcc(libgcc ${flags} -print-libgcc-file-name)
    # If GCC has no matching multilib, it returns the default one, or a folder that does not exist
    # together with the default libgcc.
    if(NOT libgcc MATCHES "/${multilib}/libgcc[.]a$")
        rivet_target_macros(default)
        rivet_target_macros(wanted ${flags})
        list(REMOVE_ITEM default ${wanted})
        list(APPEND multilib .)
        list(REMOVE_DUPLICATES multilib)
        if(default)
            set(multilib "")
        endif()
    endif()
    if(multilib STREQUAL "" OR NOT EXISTS "${libgcc}")
        message(FATAL_ERROR
            "${RIVET_GCC} has no libraries for ${isa}/${abi} (see its option -print-multi-lib): "
            "set RIVET_ISA to one that it has, or RIVET_GCC_PREFIX to another GCC.")
    endif()
    set(RIVET_MULTILIB ${multilib} PARENT_SCOPE)
    set(RIVET_LIBGCC ${libgcc} PARENT_SCOPE)
endfunction()

# rivet_header_folders(<variable> <header> <flag>...) appends the folder in which GCC finds the
# header.
function(rivet_header_folders variable header)
    rivet_gcc(text ${ARGN} -include ${header} -E -x c -)
    if(text MATCHES "\n# 1 \"([^\"]+)/${header}\"")
        set(${variable} ${${variable}} ${CMAKE_MATCH_1} PARENT_SCOPE)
    endif()
endfunction()

# rivet_find_picolibc(<folder>...) sets RIVET_LIBC_ROOT, a folder with include and lib, and
# RIVET_LIBC_FOLDER, the first of these multilib folders that exists in picolibc.
function(rivet_find_picolibc)
    set(advice "build picolibc with ci/picolibc.sh or install its package, on Debian "
        "picolibc-riscv64-unknown-elf, and set RIVET_PICOLIBC to its folder.")
    if(RIVET_PICOLIBC)
        set(headers "")
        foreach(below IN ITEMS "" /riscv* /picolibc/riscv* /lib/picolibc/riscv*)
            file(GLOB found ${RIVET_PICOLIBC}${below}/include/picolibc.h)
            list(APPEND headers ${found})
        endforeach()
        list(TRANSFORM headers REPLACE "/picolibc[.]h$" "" OUTPUT_VARIABLE folders)
        if(NOT folders)
            message(FATAL_ERROR
                "RIVET_PICOLIBC is ${RIVET_PICOLIBC}, which has no include/picolibc.h: "
                ${advice})
        endif()
    else()
        set(folders "")
        rivet_header_folders(folders picolibc.h --specs=picolibc.specs)
        rivet_header_folders(folders picolibc.h)
        if(NOT folders)
            rivet_header_folders(newlib newlib.h)
            set(other "has none")
            if(newlib)
                set(other "comes with newlib")
            endif()
            message(FATAL_ERROR
                "Rivet needs picolibc, but ${RIVET_GCC} ${other}: " ${advice})
        endif()
    endif()

    # Debian's default build of picolibc is optimised for size, the one in "release" for speed.
    set(choices ${ARGN})
    if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo)$")
        list(TRANSFORM ARGN PREPEND release/ OUTPUT_VARIABLE choices)
        list(APPEND choices ${ARGN})
    endif()
    foreach(folder IN LISTS folders)
        cmake_path(GET folder PARENT_PATH root)
        foreach(choice IN LISTS choices)
            set(libraries ${root}/lib/${choice})
            if(EXISTS ${libraries}/libc.a)
                set(RIVET_LIBC_ROOT ${root} PARENT_SCOPE)
                set(RIVET_LIBC_FOLDER ${libraries} PARENT_SCOPE)
                return()
            endif()
        endforeach()
    endforeach()
    message(FATAL_ERROR
        "The picolibc in ${root} has no library for the instruction set, because there is no "
        "${libraries}/libc.a: " ${advice})
endfunction()
