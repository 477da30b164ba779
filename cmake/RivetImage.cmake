# SPDX-License-Identifier: MIT
#
# rivet_add_image(<firmware>) adds
#   image-<firmware>  writes <firmware>.bin and <firmware>.hex (Intel HEX) beside the ELF file, and
#                     prints the size and the load address of the first; see tools/rivet_image.py
#   image-all         writes those of all firmware
# If the board sets RIVET_BOARD_UF2_FAMILY, there is a <firmware>.uf2 too.
#
# The files are touched only if the firmware changes. They are no byproducts: a project may have
# rules of its own for files of these names.

function(rivet_add_image name)
    set(path $<TARGET_FILE_DIR:${name}>/$<TARGET_FILE_BASE_NAME:${name}>)
    set(uf2 "")
    if(RIVET_BOARD_UF2_FAMILY)
        set(uf2 ${RIVET_BOARD_UF2_FAMILY} ${path}.uf2)
    endif()
    add_custom_target(image-${name}
        COMMAND python3 ${RIVET_ROOT}/tools/rivet_image.py "${CMAKE_OBJCOPY}"
            $<TARGET_FILE:${name}> ${path}.bin ${path}.hex ${uf2}
        DEPENDS ${name} ${RIVET_ROOT}/tools/rivet_image.py
        VERBATIM COMMENT "Writing the images of ${name}")
    if(NOT TARGET image-all)
        add_custom_target(image-all)
    endif()
    add_dependencies(image-all image-${name})
endfunction()
