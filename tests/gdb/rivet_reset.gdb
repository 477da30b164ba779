# After a reset the registers have their reset values, data is as loaded, and the firmware runs.
print $pc
set $start = $pc
break prepare
continue
break damage
continue
print watched
#expect = 2$
rivet reset
print (unsigned long)$pc == (unsigned long)$start || (unsigned long)$pc == (unsigned long)&_start
#expect ^\$\d+ = 1$
continue
#expect ^Breakpoint \d+, prepare
# The record of a panic survives a reset.
delete
break rt_exit
continue
rivet reset
break main
continue
#expect ^Breakpoint \d+, main
rivet panic
#expect ^reason +store through a null pointer$
help rivet reset
#expect first instruction
#never Error|No symbol
