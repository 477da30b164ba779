# SPDX-License-Identifier: MIT
#
# rivet_add_image(<firmware>) adds
#   image-<firmware>  writes <firmware>.bin and <firmware>.hex (Intel HEX) beside the ELF file, and
#                     prints the size and the load address of the first; see tools/rivet_image.py
#
# The files are byproducts, so that a command of the project may depend on them. They are touched
# only if their contents change.

function(rivet_add_image name)
    set(path ${CMAKE_CURRENT_BINARY_DIR}/${name})
    if(CMAKE_RUNTIME_OUTPUT_DIRECTORY)
        set(path ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/${name})
    endif()
    add_custom_target(image-${name}
        COMMAND python3 ${RIVET_ROOT}/tools/rivet_image.py "${CMAKE_OBJCOPY}"
            $<TARGET_FILE:${name}> ${path}.bin ${path}.hex
        DEPENDS ${name} ${RIVET_ROOT}/tools/rivet_image.py
        BYPRODUCTS ${path}.bin ${path}.hex
        VERBATIM COMMENT "Writing the images of ${name}")
endfunction()
