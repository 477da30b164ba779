# GDB can also unwind from every stage of the longer entry of a trap inside another one.
set backtrace past-main on
define at_this_stage
    backtrace
    up-silently
    echo sp and ra:\ 
    print $sp == $sp_before && $ra == $ra_before
    frame 0
end

break rt_try_load8
continue
set $sp_before = $sp
set $ra_before = $ra
set ((struct rt_hart *)$mscratch)->in_program = 0
break *&trap_inside
continue
at_this_stage
#expect ^#0 +<signal handler called>
#expect ^#1 .*rt_try_load8 \(\) at .*src/arch/probe\.S
#expect ^#2 .*main \(\) at .*:{line:survives its fault}$
#expect ^#4 .*_start
#expect sp and ra:.*= 1$
break *&trap_inside_laid
continue
at_this_stage
#expect ^#1 .*rt_try_load8
#expect sp and ra:.*= 1$
break rti_trap_inside
continue
# The compiler may have put another function's instructions here, so frames have no fixed numbers.
backtrace
frame function main
down-silently
echo sp and ra:\ 
print $sp == $sp_before && $ra == $ra_before
frame 0
#expect ^#\d+ .*rti_trap_inside
#expect ^#\d+ .*rt_try_load8
#expect ^#\d+ .*main \(\) at
#expect sp and ra:.*= 1$
break *&trap_restored
continue
at_this_stage
#expect ^#1 .*rti_probe_return \(\) at .*src/arch/probe\.S
#expect sp and ra:.*= 1$
#never ^Backtrace stopped
