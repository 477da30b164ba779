# SPDX-License-Identifier: MIT
#
# What the linker script of a firmware takes from its REPORT.

# rivet_link_report(<firmware> <kind>)
function(rivet_link_report firmware kind)
    set(text ${RIVET_LD_FOLDER}/panic_text)
    set(hooks ${RIVET_LD_FOLDER}/no_dump_hooks)
    # lld puts a section that is not loaded at address 0, where code can't reach it.
    if(NOT kind STREQUAL "full" AND RIVET_COMPILER STREQUAL "gcc")
        set(text ${RIVET_LD_FOLDER}/no_panic_text)
    endif()
    if(kind MATCHES "^(host|block)$")
        set(hooks ${RIVET_LD_FOLDER}/dump_hooks)
    endif()
    target_link_options(${firmware} PRIVATE LINKER:-L,${text},-L,${hooks})
    set_property(TARGET ${firmware} APPEND PROPERTY LINK_DEPENDS
        ${text}/panic_text.ld ${hooks}/dump_hooks.ld)
endfunction()
