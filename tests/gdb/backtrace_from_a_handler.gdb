# Through two interrupts, one in the other's handler, to main and the start.
set backtrace past-main on
break deepest
continue
backtrace
#expect ^#0 +deepest
#expect rt_plain_software
#expect <signal handler called>
#expect rt_nesting_timer \(\) at rivet/tests/gdb/handler\.c:
#expect <signal handler called>
#expect work \(rounds=.*2\) at rivet/tests/gdb/handler\.c:
#expect main \(\) at rivet/tests/gdb/handler\.c:{line:the call}$
#expect _start \(\) at
#never ^Backtrace stopped
