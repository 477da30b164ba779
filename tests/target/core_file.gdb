# SPDX-License-Identifier: MIT
# From the faulting line to main, with each function's variables.
#expect * 1    LWP 1
info threads
#expect #0  innermost (
#expect #1  0x
#expect in middle (depth=
#expect in main ()
backtrace
#expect $1 = 34
print a_local
#expect $2 = 4711
print a_global
#expect $3 = 33
up
print kept

rivet panic
#expect reason    store through a null pointer
#expect cause     exception 7: store
rivet harts
#expect thread 1  0x
#expect main stack,
rivet csr
#expect A core file has no machine-mode registers
