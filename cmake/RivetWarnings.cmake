# SPDX-License-Identifier: MIT
#
# rivet_warnings: what Rivet's own code is held to. Errors only where RIVET_WERROR says so, which
# our presets do and consumers need not.

add_library(rivet_warnings INTERFACE)
target_compile_options(rivet_warnings INTERFACE
    -Wall -Wextra -Wshadow -Wundef -Wconversion -Wcast-align -Wwrite-strings -Wvla -Wformat=2
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes>
    $<$<BOOL:${RIVET_WERROR}>:-Werror>)
