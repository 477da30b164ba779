# GDB can unwind from every stage of the trap's entry and exit.
set backtrace past-main on
define at_this_stage
    backtrace
    up-silently
    echo sp and ra:\ 
    print $sp == $sp_before && $ra == $ra_before
    frame 0
end

# The trap that the runtime survives.
break rt_try_load8
continue
set $sp_before = $sp
set $ra_before = $ra
break *rti_trap_vector
continue

# The unwinder uses mepc and mscratch.
at_this_stage
#expect ^#0 +<signal handler called>
#expect ^#1 .*rt_try_load8 \(\) at .*src/arch/probe\.S
#expect ^#2 .*main \(\) at .*:{line:survives its fault}$
#expect ^#4 .*_start
#expect sp and ra:.*= 1$
stepi
at_this_stage
#expect ^#1 .*rt_try_load8
#expect ^#2 .*main \(\) at
#expect sp and ra:.*= 1$
stepi 3
at_this_stage
#expect ^#1 .*rt_try_load8
#expect ^#2 .*main \(\) at
#expect sp and ra:.*= 1$

# The unwinder uses the frame.
break *&trap_saved
continue
at_this_stage
#expect ^#1 .*rt_try_load8
#expect ^#2 .*main \(\) at
#expect sp and ra:.*= 1$
break rti_trap
continue
up
at_this_stage
#expect ^#0 +rti_trap
#expect ^#2 .*rt_try_load8
#expect ^#3 .*main \(\) at
#expect ^#5 .*_start

# Everything is restored; the pc is a different one.
break *&trap_restored
continue
at_this_stage
#expect ^#1 .*rti_probe_return \(\) at .*src/arch/probe\.S
#expect ^#2 .*main \(\) at .*:{line:survives its fault}$
#expect sp and ra:.*= 1$
#never ^Backtrace stopped
