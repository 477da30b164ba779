# SPDX-License-Identifier: MIT
#
# Finds the libraries for an instruction set: GCC's multilib and picolibc. It stops with one
# sentence if there is none. RivetIsa.cmake and ci/tools.cmake include it.
#
# A user may set RIVET_PICOLIBC, here or in the environment. It is a folder with include and lib, or
# one that has such a folder for the target in it.

set(RIVET_PICOLIBC "$ENV{RIVET_PICOLIBC}" CACHE PATH
    "Where picolibc is installed, such as its meson prefix; empty: where GCC says that it is")

# rivet_gcc(<variable> <argument>...) sets the variable to what GCC prints, or to nothing.
function(rivet_gcc variable)
    execute_process(COMMAND ${RIVET_GCC} ${ARGN} INPUT_FILE /dev/null
        OUTPUT_VARIABLE text ERROR_QUIET OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE status)
    if(NOT status EQUAL 0)
        set(text "")
    endif()
    set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# rivet_target_macros(<variable> <flag>...): what GCC defines for the instruction set and the ABI.
# GCC calls Zicsr and Zifencei parts of its default, but not of an instruction set of plain letters.
function(rivet_target_macros variable)
    rivet_gcc(text ${ARGN} -dM -E -x c -)
    string(REGEX MATCHALL "__riscv_[a-z0-9_]+ [^\n]*" macros "${text}")
    list(FILTER macros EXCLUDE REGEX "^__riscv_zi(csr|fencei) ")
    set(${variable} "${macros}" PARENT_SCOPE)
endfunction()

# rivet_find_multilib(<instruction set> <ABI>) sets RIVET_LIBGCC and RIVET_MULTILIB, a list of the
# folders that a C library for them may be in, below all its libraries.
function(rivet_find_multilib isa abi)
    # The library is asked for without extension names: with them GCC 12 silently answers with the
    # default multilib.
    set(flags -march=${isa} -mabi=${abi})
    rivet_gcc(multilib ${flags} -print-multi-directory)
    rivet_gcc(libgcc ${flags} -print-libgcc-file-name)
    # If GCC has nothing that fits, it too answers with the default multilib, or with a folder that
    # it does not have and the libgcc of the default.
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
            "${RIVET_GCC} has no libraries for ${isa}/${abi}, which its option -print-multi-lib "
            "would list: set RIVET_ISA to what it has, or RIVET_GCC_PREFIX to another GCC.")
    endif()
    set(RIVET_MULTILIB ${multilib} PARENT_SCOPE)
    set(RIVET_LIBGCC ${libgcc} PARENT_SCOPE)
endfunction()

# rivet_header_folders(<variable> <header> <flag>...) appends the folder that GCC has the header in.
function(rivet_header_folders variable header)
    rivet_gcc(text ${ARGN} -include ${header} -E -x c -)
    if(text MATCHES "\n# 1 \"([^\"]+)/${header}\"")
        set(${variable} ${${variable}} ${CMAKE_MATCH_1} PARENT_SCOPE)
    endif()
endfunction()

# rivet_find_picolibc(<folder>...) sets RIVET_LIBC_ROOT, a folder with include and lib, and
# RIVET_LIBC_FOLDER, the first of these multilib folders that picolibc has.
function(rivet_find_picolibc)
    set(advice "build picolibc with ci/picolibc.sh or install its package, on Debian "
        "picolibc-riscv64-unknown-elf, and set RIVET_PICOLIBC to where it is.")
    if(RIVET_PICOLIBC)
        set(headers "")
        foreach(below IN ITEMS "" /riscv* /picolibc/riscv* /lib/picolibc/riscv*)
            file(GLOB found ${RIVET_PICOLIBC}${below}/include/picolibc.h)
            list(APPEND headers ${found})
        endforeach()
        list(TRANSFORM headers REPLACE "/picolibc[.]h$" "" OUTPUT_VARIABLE folders)
        if(NOT folders)
            message(FATAL_ERROR
                "RIVET_PICOLIBC is ${RIVET_PICOLIBC}, where there is no include/picolibc.h: "
                ${advice})
        endif()
    else()
        set(folders "")
        rivet_header_folders(folders picolibc.h --specs=picolibc.specs)
        rivet_header_folders(folders picolibc.h)
        if(NOT folders)
            rivet_header_folders(newlib newlib.h)
            set(other "does not say where one is")
            if(newlib)
                set(other "comes with newlib")
            endif()
            message(FATAL_ERROR
                "Rivet's C library is picolibc, and ${RIVET_GCC} ${other}: " ${advice})
        endif()
    endif()

    # Debian's default build of picolibc is for size; "release" is the one for speed.
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
        "The picolibc in ${root} has no library for the instruction set, which would be "
        "${libraries}/libc.a: " ${advice})
endfunction()
