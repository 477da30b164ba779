# From the end of the panic path, through the trap, to the faulting line, main and the start.
set backtrace past-main on
break rt_exit
continue
backtrace
#expect ^#0 .*rt_exit
#expect rti_panic_trap
#expect <signal handler called>
#expect damage \(where=.*0x4\) at rivet/tests/gdb/fault\.c:{line:the fault}$
#expect in prepare \(address=.*4\) at rivet/tests/gdb/fault\.c:{line:the call}$
#expect in main \(\) at rivet/tests/gdb/fault\.c:{line:does not}$
#expect rti_entry \(\) at rivet/src/start/entry\.c
#expect ^#\d+ .* in _start \(\) at .*src/start/start\.S:\d+$
#never ^Backtrace stopped

frame function damage
info locals
#expect ^number = 43$
frame function main
list
#expect does not
#console PANIC: store through a null pointer
#page break rt_exit
