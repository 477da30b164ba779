# SPDX-License-Identifier: MIT
#
# PRINTF of rivet_add_firmware. picolibc has several vfprintf and vfscanf, which printf, scanf and
# all others of their families call. The linker binds these two names.

# rivet_choose_printf(<firmware>) reads arg_PRINTF of the caller.
function(rivet_choose_printf name)
    if(NOT DEFINED arg_PRINTF)
        return()
    endif()
    if(NOT arg_PRINTF MATCHES "^(minimal|integer|float|double)$")
        message(FATAL_ERROR
            "rivet_add_firmware(${name}): PRINTF is '${arg_PRINTF}': it must be minimal, integer, "
            "float or double.")
    endif()
    string(SUBSTRING ${arg_PRINTF} 0 1 letter)
    rivet_libc_has(__${letter}_vfprintf found)
    if(NOT found)
        message(FATAL_ERROR
            "rivet_add_firmware(${name}): PRINTF is ${arg_PRINTF}, but the picolibc in "
            "${RIVET_LIBC_FOLDER} has no such variant. The smallest that every picolibc has is "
            "integer.")
    endif()
    target_link_options(${name} PRIVATE
        LINKER:--defsym=vfprintf=__${letter}_vfprintf,--defsym=vfscanf=__${letter}_vfscanf)
    if(arg_PRINTF STREQUAL "float")
        # Changes the macro printf_float of stdio.h.
        target_compile_definitions(${name} PRIVATE PICOLIBC_FLOAT_PRINTF_SCANF)
    endif()
endfunction()

# rivet_libc_has(<symbol> <variable>): the archive begins with the list of its symbols.
function(rivet_libc_has symbol variable)
    file(STRINGS ${RIVET_LIBC_FOLDER}/libc.a names LIMIT_INPUT 1000000 LIMIT_COUNT 1
        REGEX "${symbol}$")
    string(COMPARE NOTEQUAL "${names}" "" found)
    set(${variable} ${found} PARENT_SCOPE)
endfunction()
