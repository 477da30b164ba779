# SPDX-License-Identifier: MIT
#
# Code of others is built from the reader's checkout.

# rivet_checkout(<variable> <file> <repository>) makes the cache variable. It is empty, or names a
# folder that has the file.
function(rivet_checkout variable file repository)
    set(${variable} "" CACHE PATH "A checkout of ${repository}")
    if(${variable} AND NOT EXISTS ${${variable}}/${file})
        message(FATAL_ERROR "${variable} is ${${variable}}, but there is no ${file}: name a "
            "checkout of ${repository}.")
    endif()
endfunction()
