# SPDX-License-Identifier: MIT
#
# rivet_add_sbom(<firmware>) makes the linker write <firmware>.map, which lists what it links, and
# adds
#   sbom-<firmware>  writes <firmware>.spdx.json from that list; see tools/rivet_sbom.py

function(rivet_add_sbom name)
    set(path ${CMAKE_CURRENT_BINARY_DIR}/${name})
    if(CMAKE_RUNTIME_OUTPUT_DIRECTORY)
        set(path ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${name})
    endif()
    set(linker ${CMAKE_LINKER})
    set(extracted "")
    target_link_options(${name} PRIVATE LINKER:-Map=${path}.map)
    if(RIVET_COMPILER STREQUAL "clang")
        # lld's map doesn't name the objects of link-time optimisation.
        set(linker ${RIVET_LLD})
        set(extracted --extracted ${path}.extracted)
        target_link_options(${name} PRIVATE LINKER:--why-extract=${path}.extracted)
    endif()
    set_target_properties(${name} PROPERTIES EXPORT_COMPILE_COMMANDS ON)
    set(libraries $<TARGET_GENEX_EVAL:${name},$<TARGET_PROPERTY:${name},LINK_LIBRARIES>>)
    set(objects "$<TARGET_OBJECTS:${name}>;$<FILTER:${libraries},INCLUDE,[.]o(bj)?$>")
    add_custom_target(sbom-${name}
        COMMAND python3 ${RIVET_ROOT}/tools/rivet_sbom.py --elf $<TARGET_FILE:${name}>
            --map ${path}.map ${extracted} "--object;$<JOIN:${objects},;--object;>"
            --commands ${CMAKE_BINARY_DIR}/compile_commands.json --rivet ${RIVET_ROOT}
            --rivet-version ${RIVET_RELEASE} --source ${PROJECT_SOURCE_DIR}
            --libc ${RIVET_LIBC_FOLDER} --tool ${CMAKE_C_COMPILER} --tool ${linker}
            --output ${path}.spdx.json
        DEPENDS ${name} COMMAND_EXPAND_LISTS VERBATIM COMMENT "Writing ${name}.spdx.json")
endfunction()
