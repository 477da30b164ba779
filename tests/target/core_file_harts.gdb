# SPDX-License-Identifier: MIT
# Every hart that could be stopped is a thread. The panicking hart is the first; hart 1 is missing.
#expect * 1    LWP 1             die (
#expect   2    LWP 3             count_for_good (
#expect   3    LWP 4
#never LWP 2
info threads
#expect in main ()
backtrace
#expect $1 = 77
print its_local
#expect in listen (
#expect rt_hart_call (number=
#expect in call_in_vain (
#expect in rti_hart_park ()
thread apply all -q backtrace
#expect $2 = 3
print ready
#expect $3 = 1
thread 2
up
print counter >= 2000
