# SPDX-License-Identifier: MIT
#
# GCC's link-time optimisation doesn't tell the linker of functions that it knows by name. What such a
# function of the C library needs of Rivet would then be looked for when it is too late: firmware
# that is built so calls these functions as it does any other.

if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    set(rivet_known_names "")
    foreach(name IN ITEMS
            printf puts putchar fprintf fputs fputc fwrite vprintf vfprintf
            malloc calloc realloc free aligned_alloc strdup strndup abort exit _exit)
        list(APPEND rivet_known_names -fno-builtin-${name})
    endforeach()
    target_compile_options(rivet INTERFACE
        "$<$<BOOL:$<TARGET_PROPERTY:INTERPROCEDURAL_OPTIMIZATION>>:${rivet_known_names}>")
endif()
