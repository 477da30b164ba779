# SPDX-License-Identifier: MIT
#
# Finds the compilers by the names that systems give them, and stops with one sentence if one is
# missing or too old. toolchain-riscv.cmake includes it; ci/tools.cmake prints what it finds.
#
# A user may name each program in RIVET_GCC, RIVET_CLANG, RIVET_LLD and RIVET_LLVM_AR.
# RIVET_GCC_PREFIX is what the names of GCC and its binutils begin with, with a folder or without.
# Its default is the environment variable of that name.

set(RIVET_GCC_PREFIX "$ENV{RIVET_GCC_PREFIX}" CACHE STRING
    "How GCC's name begins, such as /opt/riscv/bin/riscv64-elf-; empty: the usual names are tried")
set(rivet_gcc_prefixes riscv64-unknown-elf- riscv64-elf- riscv-none-elf- riscv32-unknown-elf-)

# Versions that a name may end in, the newest first.
set(rivet_llvm_versions "")
foreach(version RANGE 99 16 -1)
    list(APPEND rivet_llvm_versions ${version})
endforeach()

# rivet_major(<variable> <program> <option> <pattern>) sets the variable to the major version, which
# the last group of the pattern matches in what the program prints for the option, or else to 0.
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

# rivet_choose(<variable> <what> <advice> <least version> <option> <pattern> <program>...) caches in
# the variable the first program that is new enough, or stops. A value that is there already is the
# only one to be considered.
function(rivet_choose variable what advice least option pattern)
    if(${variable})
        set(ARGN "")
        rivet_add_found(ARGN ${${variable}})
        set(found "${variable} is ${${variable}}, which is not there")
    else()
        set(found "there is none on the PATH")
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

# Sets RIVET_GCC and RIVET_TOOL_PREFIX, which followed by nm is the path of nm.
function(rivet_find_gcc)
    set(prefixes ${rivet_gcc_prefixes})
    if(RIVET_GCC_PREFIX)
        set(prefixes ${RIVET_GCC_PREFIX})
    endif()
    set(programs "")
    foreach(prefix IN LISTS prefixes)
        rivet_add_found(programs ${prefix}gcc)
    endforeach()
    list(JOIN prefixes "gcc, " names)
    rivet_choose(RIVET_GCC "GCC for RISC-V (${names}gcc)"
        "install one, which ci/setup.sh does on Debian and Ubuntu, or set RIVET_GCC_PREFIX"
        12 -dumpversion "^([0-9]+)" ${programs})
    string(REGEX REPLACE "gcc(-?[0-9.]*)$" "" prefix ${RIVET_GCC})
    set(RIVET_TOOL_PREFIX ${prefix} CACHE INTERNAL "What the paths of GCC's binutils begin with")
endfunction()

# rivet_companions(<variable> <name>) lists the programs of this name, RIVET_CLANG's own first.
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
    # Apple's has no RISC-V in it, and versions of its own.
    rivet_choose(RIVET_CLANG "Clang" "install a newer one, or set RIVET_CLANG to its path"
        16 --version "(^|[^e] )clang version ([0-9]+)" ${programs})

    rivet_companions(programs ld.lld)
    # lld-19 links only when it is called ld.lld: take that from the folder that the link points to.
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
