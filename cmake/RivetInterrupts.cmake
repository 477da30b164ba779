# SPDX-License-Identifier: MIT
#
# The interrupt sources: software, timer, external, and those in RIVET_BOARD_INTERRUPTS. Writes the
# files that src/entry and src/trap need for each of them.

# Sets names and causes, lists in the order of the causes, and mask, a bit for each of the board's.
function(rivet_interrupt_sources names causes mask)
    set(bits 0)
    foreach(source IN LISTS RIVET_BOARD_INTERRUPTS ITEMS software=${RIVET_SOFTWARE_CAUSE} timer=7
            external=11)
        if(NOT source MATCHES "^([a-z][a-z0-9_]*)=([0-9]+)$" OR CMAKE_MATCH_2 GREATER 31)
            message(FATAL_ERROR
                "RIVET_BOARD_INTERRUPTS has '${source}': write name=cause, with a lower-case name "
                "and a cause from 0 to 31.")
        endif()
        set(name ${CMAKE_MATCH_1})
        math(EXPR cause "${CMAKE_MATCH_2}") # 07 is 7.
        if(DEFINED name_of_${cause} OR DEFINED cause_of_${name})
            message(FATAL_ERROR
                "RIVET_BOARD_INTERRUPTS names ${name} or cause ${cause} twice, or one of "
                "software=${RIVET_SOFTWARE_CAUSE}, timer=7 and external=11, which every board has.")
        endif()
        set(name_of_${cause} ${name})
        set(cause_of_${name} ${cause})
        if(source IN_LIST RIVET_BOARD_INTERRUPTS)
            math(EXPR bits "${bits} | 1 << ${cause}" OUTPUT_FORMAT HEXADECIMAL)
        endif()
        list(APPEND found_causes ${cause})
    endforeach()
    list(SORT found_causes COMPARE NATURAL)
    foreach(cause IN LISTS found_causes)
        list(APPEND found_names ${name_of_${cause}})
    endforeach()
    set(${names} ${found_names} PARENT_SCOPE)
    set(${causes} ${found_causes} PARENT_SCOPE)
    set(${mask} ${bits} PARENT_SCOPE)
endfunction()

# Writes vectors.h: VECTOR_TABLE(TRAP, SOURCE) has a row for each cause up to the highest, at least
# 16 rows. EACH_SOURCE(ROW) has a row for each source, EACH_HANDLER(ROW) for each that may have a
# handler.
function(rivet_write_vectors file names causes)
    set(table "")
    # The most urgent first: in direct mode the entry tries one after the other.
    set(handlers "ROW(timer, 7) ROW(external, 11) ROW(software, ${RIVET_SOFTWARE_CAUSE})")
    foreach(source IN LISTS RIVET_BOARD_INTERRUPTS)
        string(REPLACE "=" ", " row ${source})
        string(APPEND handlers " ROW(${row})")
    endforeach()
    # What external interrupts go through first; see src/trap/msi.S.
    set(each "${handlers}")
    if(RIVET_BOARD_IPI STREQUAL "imsic")
        list(TRANSFORM names REPLACE "^external$" "msi")
        string(REPLACE "ROW(external, 11)" "ROW(msi, 11)" each "${each}")
    endif()
    set(next 0)
    foreach(name cause IN ZIP_LISTS names causes)
        while(next LESS cause)
            string(APPEND table " TRAP")
            math(EXPR next "${next} + 1")
        endwhile()
        string(APPEND table " SOURCE(${name})")
        math(EXPR next "${next} + 1")
    endforeach()
    while(next LESS 16)
        string(APPEND table " TRAP")
        math(EXPR next "${next} + 1")
    endwhile()
    file(CONFIGURE OUTPUT ${file} @ONLY CONTENT
"/* The board's interrupt sources; written by cmake/RivetInterrupts.cmake. */
#define VECTOR_TABLE(TRAP, SOURCE)@table@
#define EACH_SOURCE(ROW) @each@
#define EACH_HANDLER(ROW) @handlers@
")
endfunction()

# Writes a file for each kind of entry of a source. Sets result to their list.
function(rivet_write_entries result folder name contexts mask)
    set(files "")
    set(kinds "plain, 0" "plain, 1" "nesting, 0" "nesting, 1")
    if(name STREQUAL "external")
        list(APPEND kinds "reentrant, 0")
    endif()
    foreach(kind IN LISTS kinds)
        string(MAKE_C_IDENTIFIER "${name}_${kind}" file)
        set(file ${folder}/${contexts}/${file}.S)
        file(CONFIGURE OUTPUT ${file} @ONLY CONTENT
"/* Written by cmake/RivetInterrupts.cmake. */
#define LOCAL_SOURCES @mask@
#include \"entry/interrupt_entry.h\"
    interrupt_entry @name@, @kind@, @contexts@
")
        list(APPEND files ${file})
    endforeach()
    set(${result} ${files} PARENT_SCOPE)
endfunction()

# Adds the libraries rivet_entry_own and rivet_entry_any. Their generated files are in folder.
function(rivet_interrupt_entries folder)
    rivet_interrupt_sources(names causes mask)
    rivet_write_vectors(${folder}/vectors.h "${names}" "${causes}")
    set(files direct.S)
    foreach(contexts IN ITEMS own any)
        foreach(name IN LISTS names)
            rivet_write_entries(entries ${folder} ${name} ${contexts} ${mask})
            list(APPEND files ${entries})
        endforeach()
        rivet_add_part(entry ${contexts} stacks.c ${files})
        set(files any.S)
    endforeach()
endfunction()
