# SPDX-License-Identifier: MIT
#
# rivet_warnings: the warnings for Rivet's own code. They are errors only with RIVET_WERROR, which
# Rivet's presets set.

add_library(rivet_warnings INTERFACE)
target_compile_options(rivet_warnings INTERFACE
    -Wall -Wextra -Wshadow -Wundef -Wconversion -Wcast-align -Wwrite-strings -Wvla -Wformat=2
    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes>
    $<$<BOOL:${RIVET_WERROR}>:-Werror>)
