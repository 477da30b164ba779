# SPDX-License-Identifier: MIT
#
# rivet::rivet, the interface for firmware. It has the compile flags, and the headers of the
# runtime, the interfaces, the drivers and the board. Rivet's source and an installed Rivet have the
# same.
#
# It is an imported target for two reasons. A library that links it can be in an export set, which
# then refers to it by name. And its folders are searched after all others and without warnings, so
# a library finds its own board.h before the board's.

add_library(rivet::rivet INTERFACE IMPORTED GLOBAL)
target_link_libraries(rivet::rivet INTERFACE rivet_isa rivet_assembly)
target_compile_options(rivet::rivet INTERFACE
    "$<$<COMPILE_LANGUAGE:CXX>:${RIVET_CXX_FLAGS}>"
    ${RIVET_LTO_FLAGS})
target_include_directories(rivet::rivet INTERFACE
    ${RIVET_ROOT}/src/include ${RIVET_ROOT}/hal/include ${RIVET_ROOT}/hal/include/target
    ${RIVET_ROOT}/hal/drivers ${RIVET_ROOT}/hal/sim ${RIVET_BOARD_PATH})

# The libraries in lib, for firmware that names them. Above sbi are programs in lower modes.
set(rivet_libraries fdt sbi)
if(RIVET_REGISTERS EQUAL 16)
    list(REMOVE_ITEM rivet_libraries sbi)
endif()
foreach(name IN LISTS rivet_libraries)
    add_library(rivet::${name} INTERFACE IMPORTED GLOBAL)
    target_include_directories(rivet::${name} INTERFACE ${RIVET_ROOT}/lib/${name}/include)
    target_link_libraries(rivet::${name} INTERFACE rivet_${name} rivet::rivet)
endforeach()
if(TARGET rivet::sbi)
    target_link_libraries(rivet::sbi INTERFACE rivet::fdt $<TARGET_OBJECTS:rivet_sbi_calls>)
endif()

# The board's own interrupt sources; see RT_INTERRUPT_KNOWN in rt/interrupt.h.
set(rivet_names_of_board "")
foreach(rivet_source IN LISTS RIVET_BOARD_INTERRUPTS)
    string(REGEX REPLACE "=.*" "" rivet_source "${rivet_source}")
    string(APPEND rivet_names_of_board ", ${rivet_source}")
    target_compile_definitions(rivet::rivet INTERFACE "RT_INTERRUPT_IS_${rivet_source}=0,1")
endforeach()
target_compile_definitions(rivet::rivet INTERFACE
    "RT_INTERRUPT_NAMES_OF_BOARD=\"${rivet_names_of_board}\"")

if(RIVET_BOARD_IPI STREQUAL "imsic")
    target_compile_definitions(rivet::rivet INTERFACE RT_SOFTWARE_CAUSE=${RIVET_SOFTWARE_CAUSE})
endif()
if(RIVET_BOARD_DATA_STAYS)
    target_compile_definitions(rivet::rivet INTERFACE RT_CODE_IS_IN_RAM)
endif()

# rivet_add_firmware and rivet_add_test may be called from any directory of the enclosing project.
foreach(name IN ITEMS
        ROOT LD_FOLDER MEMORY_FILE BOARD_RUN BOARD_HARTS BOARD_LEAST_HARTS BOARD_HART_IDS
        BOARD_DATA_STAYS BOARD_INTERRUPTS_MODE BOARD_SEMIHOSTING BOARD_PROTECTION
        BOARD_PROTECTION_UNIT BOARD_REPORTS_ADDRESSES BOARD_SMEPMP BOARD_UF2_FAMILY
        BOARD_CODE_IN_ONE_ENTRY
        XLEN REGISTERS EXTENSIONS LIBC_FOLDER LIBGCC RUN CHECK RELEASE)
    set(RIVET_${name} "${RIVET_${name}}" CACHE INTERNAL "")
endforeach()
