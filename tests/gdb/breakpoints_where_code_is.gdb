# Breakpoints of every kind, also if code is in flash.
break main
tbreak prepare
hbreak damage
continue
#expect ^Breakpoint 1, main
continue
#expect ^Temporary breakpoint 2, prepare
next
next
#expect ^({line:the second write}|{line:the call})\s
continue
#expect ^Breakpoint 3, damage
