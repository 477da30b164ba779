# Calls of the host are served, not shown as breakpoints; the status arrives.
break main
continue
next
next
#expect the answer \*/$
continue
#expect exited with code 07
#never SIGTRAP
#console ^the answer is not 6$
