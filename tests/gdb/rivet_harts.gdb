break main
continue
rivet harts
#expect ^hart 0 +0x[0-9a-f]+ <main(\+\d+)?>$
#expect main stack, \d+ bytes deep, interrupts off$
help rivet
#expect rivet csr -- 
#expect rivet frame -- 
#expect rivet harts -- 
#expect rivet heap -- 
#expect rivet panic -- 
#expect rivet reset -- 
#never Error|No symbol
#page rivet harts
