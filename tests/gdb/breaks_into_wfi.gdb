# Ctrl-C stops a sleeping hart and shows where it is.
break sleep_for_ever
continue
delete
#interrupt 2
continue
#expect signal SIGINT
backtrace
#expect ^#0 .*sleep_for_ever \(\) at rivet/tests/gdb/idle\.c:
#expect ^#1 .*main \(\)
rivet harts
#expect ^hart 0 .*<(sleep_for_ever|main)(\+\d+)?>$
