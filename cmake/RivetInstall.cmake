# SPDX-License-Identifier: MIT
#
# cmake --install: installs Rivet for one board, instruction set and compiler, to be used by
# find_package(rivet). The folder lib/rivet has the layout of the source, so the CMake modules work
# in both.

include(CMakePackageConfigHelpers)
set(rivet_home lib/rivet)

install(PROGRAMS ${RIVET_RUN} ${RIVET_CHECK} DESTINATION bin)
install(FILES ${RIVET_ROOT}/LICENSE DESTINATION ${rivet_home})
install(DIRECTORY ${RIVET_ROOT}/ld DESTINATION ${rivet_home} FILES_MATCHING
    PATTERN "*.ld" PATTERN "libm.a")
install(FILES ${RIVET_MEMORY_FILE} DESTINATION ${rivet_home}/ld)
install(DIRECTORY ${RIVET_ROOT}/src/include DESTINATION ${rivet_home}/src)
install(DIRECTORY ${RIVET_ROOT}/hal/include ${RIVET_ROOT}/hal/drivers ${RIVET_ROOT}/hal/sim
    DESTINATION ${rivet_home}/hal FILES_MATCHING PATTERN "*.h" PATTERN "*_internal.h" EXCLUDE)
foreach(name IN LISTS rivet_libraries)
    install(DIRECTORY ${RIVET_ROOT}/lib/${name}/include DESTINATION ${rivet_home}/lib/${name})
endforeach()
install(DIRECTORY ${RIVET_BOARD_PATH}/ DESTINATION ${rivet_home}/board FILES_MATCHING PATTERN "*.h")
install(FILES
    ${RIVET_ROOT}/cmake/RivetArguments.cmake ${RIVET_ROOT}/cmake/RivetAssembly.cmake
    ${RIVET_ROOT}/cmake/RivetBuildType.cmake
    ${RIVET_ROOT}/cmake/RivetFirmware.cmake ${RIVET_ROOT}/cmake/RivetImage.cmake
    ${RIVET_ROOT}/cmake/RivetInterface.cmake
    ${RIVET_ROOT}/cmake/RivetIsa.cmake ${RIVET_ROOT}/cmake/RivetIsaString.cmake
    ${RIVET_ROOT}/cmake/RivetLog.cmake
    ${RIVET_ROOT}/cmake/RivetLto.cmake
    ${RIVET_ROOT}/cmake/RivetPicolibc.cmake ${RIVET_ROOT}/cmake/RivetPrintf.cmake
    ${RIVET_ROOT}/cmake/RivetProgram.cmake ${RIVET_ROOT}/cmake/link_program.cmake
    ${RIVET_ROOT}/cmake/RivetReport.cmake
    ${RIVET_ROOT}/cmake/program_code.ld.in ${RIVET_ROOT}/cmake/program_data.ld.in
    ${RIVET_ROOT}/cmake/program_image.c.in
    ${RIVET_ROOT}/cmake/RivetRunTargets.cmake
    ${RIVET_ROOT}/cmake/RivetSbom.cmake ${RIVET_ROOT}/cmake/RivetTargetFlags.cmake
    ${RIVET_ROOT}/cmake/RivetTest.cmake ${RIVET_ROOT}/cmake/RivetTools.cmake
    ${RIVET_ROOT}/cmake/RivetWarnings.cmake ${RIVET_ROOT}/cmake/check_program.S
    ${RIVET_ROOT}/cmake/toolchain-riscv.cmake
    DESTINATION ${rivet_home}/cmake)
install(PROGRAMS
    ${RIVET_ROOT}/tools/rivet-svd ${RIVET_ROOT}/tools/rivet-trace.py
    ${RIVET_ROOT}/tools/rivet_image.py ${RIVET_ROOT}/tools/rivet_report.py
    ${RIVET_ROOT}/tools/rivet_sbom.py ${RIVET_ROOT}/tools/stack_usage.py
    DESTINATION ${rivet_home}/tools)
install(FILES
    ${RIVET_ROOT}/tools/report_draw.py ${RIVET_ROOT}/tools/report_facts.py
    ${RIVET_ROOT}/tools/report_page.css ${RIVET_ROOT}/tools/rivet_binutils.py
    ${RIVET_ROOT}/tools/stack_usage.txt
    DESTINATION ${rivet_home}/tools)
install(DIRECTORY ${RIVET_ROOT}/tools/svd DESTINATION ${rivet_home}/tools
    FILES_MATCHING PATTERN "*.py" PATTERN "__pycache__" EXCLUDE)
install(FILES ${RIVET_ROOT}/tools/gdb/rivet.gdb DESTINATION ${rivet_home}/tools/gdb)

# malloc is compiled for each firmware that has a heap; see rivet_link_malloc.
set(rivet_malloc malloc.c malloc_own.c malloc_missing.h)
list(TRANSFORM rivet_malloc PREPEND ${RIVET_ROOT}/src/libc/)
install(FILES ${rivet_malloc} DESTINATION ${rivet_home}/src/libc)
install(DIRECTORY ${RIVET_ROOT}/src/heap DESTINATION ${rivet_home}/src FILES_MATCHING PATTERN "*.h")
install(FILES ${RIVET_ROOT}/src/log/layout.c DESTINATION ${rivet_home}/src/log)
install(DIRECTORY ${RIVET_ROOT}/src/log DESTINATION ${rivet_home}/src FILES_MATCHING PATTERN "*.h")
install(FILES $<TARGET_OBJECTS:rivet_malloc_none> DESTINATION ${rivet_home}/lib)
if(TARGET rivet_sbi_calls)
    install(FILES $<TARGET_OBJECTS:rivet_sbi_calls> DESTINATION ${rivet_home}/lib/sbi)
endif()

# The parts from which rivet_add_firmware chooses, and the libraries in lib.
set(rivet_parts "")
foreach(folder IN ITEMS hal src LISTS rivet_library_folders)
    get_property(targets DIRECTORY ${RIVET_ROOT}/${folder} PROPERTY BUILDSYSTEM_TARGETS)
    foreach(target IN LISTS targets)
        get_target_property(type ${target} TYPE)
        if(type STREQUAL "STATIC_LIBRARY")
            list(APPEND rivet_parts ${target})
        endif()
    endforeach()
endforeach()
install(TARGETS ${rivet_parts} ARCHIVE DESTINATION ${rivet_home}/lib)

# The sources of the parts, used by sbom-X.
list(TRANSFORM rivet_parts REPLACE "(.+)" "\"$<TARGET_FILE:\\1>\"" OUTPUT_VARIABLE rivet_files)
list(JOIN rivet_files " " rivet_files)
install(CODE "execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND
    python3 -B \"${RIVET_ROOT}/tools/rivet_sources.py\" --rivet \"${RIVET_ROOT}\"
        --commands \"${CMAKE_BINARY_DIR}/compile_commands.json\"
        --output \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${rivet_home}/lib/sources.json\"
        ${rivet_files} \"$<TARGET_OBJECTS:rivet_malloc_none>\")")

cmake_path(GET RIVET_MEMORY_FILE FILENAME rivet_memory)
configure_package_config_file(${RIVET_ROOT}/cmake/rivetConfig.cmake.in rivetConfig.cmake
    INSTALL_DESTINATION ${rivet_home}/cmake)
# ARCH_INDEPENDENT: the configuration file checks the instruction set, not CMake's pointer size.
write_basic_package_version_file(rivetConfigVersion.cmake
    COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT)
# There is only one board. rivetConfig.cmake rejects another name.
file(CONFIGURE OUTPUT RivetFindBoard.cmake @ONLY CONTENT
"# SPDX-License-Identifier: MIT
macro(rivet_find_board)
    set(RIVET_BOARD_PATH \${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../board)
    set(RIVET_BOARD_ISA @RIVET_ISA@)
endmacro()
")
install(FILES
    ${CMAKE_CURRENT_BINARY_DIR}/RivetFindBoard.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/rivetConfig.cmake
    ${CMAKE_CURRENT_BINARY_DIR}/rivetConfigVersion.cmake
    DESTINATION ${rivet_home}/cmake)
