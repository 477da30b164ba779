# GDB can unwind from every stage of the trap's entry and exit.
set backtrace past-main on
# A different weight for each register, and at the trap a different value.
define sum_the_others
    set $sum = 0
    set $sum = $sum + 1 * $t0 + 2 * $t1 + 3 * $t2 + 4 * (long)$s0 + 5 * $s1 + 6 * $a1
    set $sum = $sum + 7 * $a2 + 8 * $a3 + 9 * $a4 + 10 * $a5 + 11 * $a6 + 12 * $a7
    set $sum = $sum + 13 * $s2 + 14 * $s3 + 15 * $s4 + 16 * $s5 + 17 * $s6 + 18 * $s7
    set $sum = $sum + 19 * $s8 + 20 * $s9 + 21 * $s10 + 22 * $s11 + 23 * $t3 + 24 * $t4
    set $sum = $sum + 25 * $t5 + 26 * $t6
end
define at_this_stage
    backtrace
    up-silently
    echo sp and ra:\ 
    print $sp == $sp_before && $ra == $ra_before
    echo the others:\ 
    sum_the_others
    print $sum == $others_before
    frame 0
end

# The trap that the runtime survives.
break rt_try_load8
continue
set $sp_before = $sp
set $ra_before = $ra
break *rti_trap_vector
continue
set $t0 = 0x101
set $t1 = 0x202
set $t2 = 0x303
set $s0 = 0x404
set $s1 = 0x505
set $a1 = 0x606
set $a2 = 0x707
set $a3 = 0x808
set $a4 = 0x909
set $a5 = 0xa0a
set $a6 = 0xb0b
set $a7 = 0xc0c
set $s2 = 0xd0d
set $s3 = 0xe0e
set $s4 = 0xf0f
set $s5 = 0x1010
set $s6 = 0x1111
set $s7 = 0x1212
set $s8 = 0x1313
set $s9 = 0x1414
set $s10 = 0x1515
set $s11 = 0x1616
set $t3 = 0x1717
set $t4 = 0x1818
set $t5 = 0x1919
set $t6 = 0x1a1a
sum_the_others
set $others_before = $sum

# The unwinder uses mepc and mscratch.
at_this_stage
#expect ^#0 +<signal handler called>
#expect ^#1 .*rt_try_load8 \(\) at .*src/arch/probe\.S
#expect ^#2 .*main \(\) at .*:{line:survives its fault}$
#expect ^#4 .*_start
#expect sp and ra:.*= 1$
#expect the others:.*= 1$
stepi
at_this_stage
#expect ^#1 .*rt_try_load8
#expect ^#2 .*main \(\) at
#expect sp and ra:.*= 1$
#expect the others:.*= 1$
stepi 3
at_this_stage
#expect ^#1 .*rt_try_load8
#expect ^#2 .*main \(\) at
#expect sp and ra:.*= 1$

# The unwinder uses the frame. Only from here on it finds t0.
break *&trap_saved
continue
at_this_stage
#expect ^#1 .*rt_try_load8
#expect ^#2 .*main \(\) at
#expect sp and ra:.*= 1$
#expect the others:.*= 1$
break rti_trap
continue
up
at_this_stage
#expect ^#0 +rti_trap
#expect ^#2 .*rt_try_load8
#expect ^#3 .*main \(\) at
#expect ^#5 .*_start
#expect the others:.*= 1$

# Everything is restored; the pc is a different one.
break *&trap_restored
continue
at_this_stage
#expect ^#1 .*rti_probe_return \(\) at .*src/arch/probe\.S
#expect ^#2 .*main \(\) at .*:{line:survives its fault}$
#expect sp and ra:.*= 1$
#expect the others:.*= 1$
#never ^Backtrace stopped
