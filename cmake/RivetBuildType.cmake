# SPDX-License-Identifier: MIT
#
# Rejects a build type that CMake would accept in silence, without optimisation and debug
# information. The enclosing project may define types of its own.

if(CMAKE_BUILD_TYPE)
    string(TOUPPER ${CMAKE_BUILD_TYPE} rivet_type)
    if(NOT rivet_type MATCHES "^(DEBUG|RELEASE|RELWITHDEBINFO|MINSIZEREL)$"
            AND NOT CMAKE_BUILD_TYPE IN_LIST CMAKE_CONFIGURATION_TYPES
            AND NOT CMAKE_C_FLAGS_${rivet_type})
        message(FATAL_ERROR
            "CMAKE_BUILD_TYPE is '${CMAKE_BUILD_TYPE}': it must be Release, Debug, MinSizeRel or "
            "RelWithDebInfo, or one whose CMAKE_C_FLAGS_${rivet_type} your project sets.")
    endif()
endif()
