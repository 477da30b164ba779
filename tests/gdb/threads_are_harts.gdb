break main
continue
info threads
#expect ^[* ] {harts} +Thread 1\.{harts} 
#never ^[* ] {beyond} +Thread
eval "thread %d", $harts
print $mhartid == $harts - 1
#expect = 1$
thread 1
backtrace
#expect ^#0 +main \(\)
rivet harts
#expect ^hart 0 .*<main
#expect main stack
thread apply all -q print $mhartid
eval "thread apply %d -q _rivet_hart", $harts
