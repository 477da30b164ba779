# SPDX-License-Identifier: MIT
#
# Finds the compilers by their usual names, or stops with an error if one is missing or too old.
# Included by toolchain-riscv.cmake; ci/tools.cmake prints the result.
#
# Users may set each program's path in RIVET_GCC, RIVET_CLANG, RIVET_LLD and RIVET_LLVM_AR.
# RIVET_GCC_PREFIX is the prefix of the names of GCC and its binutils, with or without a folder. It
# defaults to the environment variable of the same name.

set(RIVET_GCC_PREFIX "$ENV{RIVET_GCC_PREFIX}" CACHE STRING
    "The prefix of GCC's name, such as /opt/riscv/bin/riscv64-elf-; empty: try the usual names")
set(rivet_gcc_prefixes riscv64-unknown-elf- riscv64-elf- riscv-none-elf- riscv32-unknown-elf-)

# Version suffixes of names, newest first.
set(rivet_llvm_versions "")
foreach(version RANGE 99 16 -1)
    list(APPEND rivet_llvm_versions ${version})
endforeach()

# rivet_major(<variable> <program> <option> <pattern>) sets the variable to the program's major
# version, or to 0 if that is unknown. The last group of the pattern matches it in the program's
# output for the option.
function(rivet_major variable program option pattern)
    set(${variable} 0 PARENT_SCOPE)
    execute_process(COMMAND ${program} ${option}
        OUTPUT_VARIABLE text ERROR_QUIET RESULT_VARIABLE status)
    if(status EQUAL 0 AND text MATCHES "${pattern}")
        set(${variable} ${CMAKE_MATCH_${CMAKE_MATCH_COUNT}} PARENT_SCOPE)
    endif()
endfunction()

# rivet_add_found(<list> <name>...) appends the first of these programs that is on the PATH.
function(rivet_add_found list)
    unset(rivet_program)
    find_program(rivet_program NAMES ${ARGN} NO_CACHE)
    if(rivet_program)
        set(${list} ${${list}} ${rivet_program} PARENT_SCOPE)
    endif()
endfunction()

# rivet_choose(<variable> <what> <advice> <least version> <option> <pattern> <program>...) caches
# the first program that is new enough in the variable, or stops with an error. If the variable
# already has a value, considers only that. The caller may set rivet_none, which says where there is
# no program.
function(rivet_choose variable what advice least option pattern)
    if(${variable})
        set(ARGN "")
        rivet_add_found(ARGN ${${variable}})
        set(found "${variable} is ${${variable}}, which does not exist")
    else()
        set(found "there is none on the PATH")
        if(rivet_none)
            set(found "${rivet_none}")
        endif()
    endif()
    set(old "")
    foreach(program IN LISTS ARGN)
        rivet_major(major ${program} ${option} "${pattern}")
        if(major GREATER_EQUAL least)
            set(${variable} ${program} CACHE FILEPATH "${what}" FORCE)
            return()
        elseif(major EQUAL 0)
            list(APPEND old "${program} of an unknown version")
        else()
            list(APPEND old "${program} of version ${major}")
        endif()
    endforeach()
    if(old)
        list(REMOVE_DUPLICATES old)
        list(JOIN old ", " old)
        set(found "there is only ${old}")
    endif()
    message(FATAL_ERROR "Rivet needs ${what} ${least} or later, but ${found}: ${advice}.")
endfunction()

# Sets RIVET_GCC and RIVET_TOOL_PREFIX, the path of nm without "nm".
function(rivet_find_gcc)
    set(prefixes ${rivet_gcc_prefixes})
    set(advice "install one, which ci/setup.sh does on Debian and Ubuntu, or set RIVET_GCC_PREFIX")
    if(RIVET_GCC_PREFIX)
        set(prefixes ${RIVET_GCC_PREFIX})
        set(rivet_none
            "RIVET_GCC_PREFIX is ${RIVET_GCC_PREFIX}, and there is no ${RIVET_GCC_PREFIX}gcc")
        set(advice "set RIVET_GCC_PREFIX to what precedes gcc in the compiler's path, such as \
/opt/riscv/bin/riscv64-elf-, or leave it empty to try the usual names")
    endif()
    set(programs "")
    foreach(prefix IN LISTS prefixes)
        rivet_add_found(programs ${prefix}gcc)
    endforeach()
    list(JOIN prefixes "gcc, " names)
    rivet_choose(RIVET_GCC "GCC for RISC-V (${names}gcc)" "${advice}"
        12 -dumpversion "^([0-9]+)" ${programs})
    string(REGEX REPLACE "gcc(-?[0-9.]*)$" "" prefix ${RIVET_GCC})
    set(RIVET_TOOL_PREFIX ${prefix} CACHE INTERNAL "The prefix of the paths of GCC's binutils")
endfunction()

# rivet_companions(<variable> <name>) lists the programs of this name, those beside RIVET_CLANG
# first.
function(rivet_companions variable name)
    cmake_path(GET RIVET_CLANG PARENT_PATH beside)
    file(REAL_PATH ${RIVET_CLANG} real)
    cmake_path(GET real PARENT_PATH beside_real)
    string(REGEX MATCH "-[0-9]+$" suffix ${RIVET_CLANG})
    rivet_major(major ${RIVET_CLANG} --version "clang version ([0-9]+)")
    list(TRANSFORM rivet_llvm_versions PREPEND ${name}- OUTPUT_VARIABLE versioned)

    set(programs "")
    rivet_add_found(programs ${beside}/${name}${suffix})
    rivet_add_found(programs ${name}-${major})
    rivet_add_found(programs ${beside_real}/${name})
    rivet_add_found(programs ${name})
    rivet_add_found(programs ${versioned})
    set(${variable} ${programs} PARENT_SCOPE)
endfunction()

# Sets RIVET_CLANG, RIVET_LLD and RIVET_LLVM_AR.
function(rivet_find_clang)
    set(programs "")
    rivet_add_found(programs clang)
    list(TRANSFORM rivet_llvm_versions PREPEND clang- OUTPUT_VARIABLE versioned)
    rivet_add_found(programs ${versioned})
    # The pattern excludes Apple's Clang, which lacks RISC-V and has different version numbers.
    rivet_choose(RIVET_CLANG "Clang" "install a newer one, or set RIVET_CLANG to its path"
        16 --version "(^|[^e] )clang version ([0-9]+)" ${programs})

    rivet_companions(programs ld.lld)
    # lld-19 links only if it is called as ld.lld: use the ld.lld in the folder that the symbolic
    # link points to.
    list(TRANSFORM rivet_llvm_versions PREPEND lld- OUTPUT_VARIABLE versioned)
    set(generic "")
    rivet_add_found(generic ${versioned})
    if(generic)
        file(REAL_PATH ${generic} generic)
        cmake_path(GET generic PARENT_PATH folder)
        rivet_add_found(programs ${folder}/ld.lld)
    endif()
    rivet_choose(RIVET_LLD "lld, the linker of LLVM,"
        "install the package lld of Clang's version, or set RIVET_LLD to the path of ld.lld"
        16 --version "LLD ([0-9]+)" ${programs})

    rivet_companions(programs llvm-ar)
    rivet_choose(RIVET_LLVM_AR "llvm-ar"
        "install the package llvm of Clang's version, or set RIVET_LLVM_AR to its path"
        16 --version "LLVM version ([0-9]+)" ${programs})
endfunction()
