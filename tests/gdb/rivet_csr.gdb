break main
continue
rivet csr
#expect ^mhartid +0$
#expect ^mstatus +.*: interrupts off, before off
#expect ^mtvec +0x[0-9a-f]+ <rti?_\w+>, (direct|vectored)$
#expect ^mie +0: none$
#expect ^misa +0x[0-9a-f]+: rv(32|64)a?c
#expect ^pmp 0 .* to .* --- locked$
#expect ^pmp .* r-x locked$
break rt_exit
continue
rivet csr
#expect ^mcause +exception 7: store or atomic access fault$
#expect ^mepc .*<damage
#expect ^mtval +0x4$
help rivet csr
#expect machine-mode registers
#never Error|No symbol
#page rivet csr
