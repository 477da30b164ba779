break rt_exit
continue
rivet frame
#expect ^pc +0x[0-9a-f]+ <damage(\+\d+)?>$
#expect Line {line:the fault} of "rivet/tests/gdb/fault.c"
#expect ^cause +exception 7: store or atomic access fault$
#expect ^tval +0x4$
#expect ^status +0x[0-9a-f]*: interrupts off, before off, mode before 3, FS [0-3], MPRV 0$
#expect ^  sp = 0x[0-9a-f]+,$
info locals
#expect ^number = 43$
rivet frame $_rivet_frame
#expect ^pc +0x[0-9a-f]+ <damage(\+\d+)?>$
help rivet frame
#expect Show a saved trap frame
#never Error|No symbol
#page rivet frame
