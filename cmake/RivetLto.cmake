# SPDX-License-Identifier: MIT
#
# GCC's link-time optimisation doesn't tell the linker of functions that it knows by name. What such
# a function of the C library needs of Rivet would then be looked for when it is too late: what is
# built so calls these functions as it does any other.
#
# Sets RIVET_LTO_FLAGS, the compile options of whatever may be built so.

set(RIVET_LTO_FLAGS "")
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    foreach(name IN ITEMS
            printf puts putchar fprintf fputs fputc fwrite vprintf vfprintf
            malloc calloc realloc free aligned_alloc strdup strndup abort exit _exit)
        list(APPEND RIVET_LTO_FLAGS -fno-builtin-${name})
    endforeach()
    set(RIVET_LTO_FLAGS
        "$<$<BOOL:$<TARGET_PROPERTY:INTERPROCEDURAL_OPTIMIZATION>>:${RIVET_LTO_FLAGS}>")
endif()
