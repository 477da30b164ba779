# SPDX-License-Identifier: MIT
#
# With link-time optimisation, GCC doesn't report calls of builtin functions to the linker. If such
# a function of the C library needs a part of Rivet, the linker then loads that part too late. So
# code built with link-time optimisation does not treat these functions as builtins.
#
# Sets RIVET_LTO_FLAGS, the compile options of code that may be built this way.

set(RIVET_LTO_FLAGS "")
if(RIVET_COMPILER STREQUAL "gcc")
    foreach(name IN ITEMS
            printf puts putchar fprintf fputs fputc fwrite vprintf vfprintf
            malloc calloc realloc free aligned_alloc strdup strndup abort exit _exit)
        list(APPEND RIVET_LTO_FLAGS -fno-builtin-${name})
    endforeach()
    set(RIVET_LTO_FLAGS
        "$<$<BOOL:$<TARGET_PROPERTY:INTERPROCEDURAL_OPTIMIZATION>>:${RIVET_LTO_FLAGS}>")
endif()
