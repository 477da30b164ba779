# SPDX-License-Identifier: MIT
#
# GCC's link-time optimisation doesn't report calls of functions that are builtins to the linker.
# The linker would then load the parts of Rivet that such a C library function needs too late. So in
# code built with it these functions are not builtins.
#
# Sets RIVET_LTO_FLAGS, the compile options of code that may be built with it.

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
