# SPDX-License-Identifier: MIT
#
# Sets Python3_EXECUTABLE for the tests. CMake's own module makes a dozen queries that Rivet doesn't
# need. They would take longer than the rest of the configuration.

find_program(Python3_EXECUTABLE NAMES python3)
if(NOT Python3_EXECUTABLE)
    message(FATAL_ERROR
        "Rivet's tests need python3, which is not on the PATH: install the package python3.")
endif()
