# Semihosting calls are served, not shown as breakpoints, and the exit status arrives.
break main
continue
next
next
#expect the answer \*/$
continue
#expect exited with code 07
#never SIGTRAP
#console ^the answer is not 6$
