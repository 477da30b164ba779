# SPDX-License-Identifier: MIT
#
# What the host shows of kinds.h; for tests of C and of C++.
set(records_of_all_kinds
"ERROR log_numbers: no arguments (kinds.h:17)
WARN  log_numbers: int -5 5 4000000000 beef BEEF 10 (kinds.h:18)
: sizes -7 200 -1 -123456789012345 4 (
: wide [   42] [42   ] [00042] [    42] [007] (
: eight 1 2 3 4 5 6 7 8 (
: eight large 1000000000000000 2000000000000000 3000000000000000 4000000000000000 5000\
000000000000 6000000000000000 7000000000000000 8000000000000000 (
: 100% of x and true 1 (
: pointer 0x1234 [    0x12] [0x34    ] (
: too wide [  
 1] (
INFO  log_floats: floats 1.500000 2.50 -0.25 (
: float 2.5 and 5 (
: cut [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...] (
: whole [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] (
: crowded [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] [aaaa
aa...] 1000000000000000 2.5 (
: 3 strings: from RAM, constant and (null) (
: limited [from] [fro] [from RAM] (
: 100 % of: 66 72 6f 6d 20 52 41 4d 00 (
: newline [\\nrom RAM] (
log_inline: inline 1 (
log_inline: inline 2 (
: still 5 (
!lost
!does not fit
!debug
!trace")
