# GDB finds the interrupted context with all its registers, before and after each instruction of the
# switch's entry and exit.
break *rt_vector_software
continue
delete

set $pc0 = (unsigned long)$mepc
set $ra0 = $ra
set $sp0 = $sp
set $gp0 = $gp
set $tp0 = $tp
set $t00 = $t0
set $t10 = $t1
set $t20 = $t2
set $t30 = $t3
set $t40 = $t4
set $t50 = $t5
set $t60 = $t6
set $s00 = $s0
set $s1_0 = $s10
set $s11_0 = $s11
set $a00 = $a0
set $a10 = $a1
set $a20 = $a2
set $a30 = $a3
set $a40 = $a4
set $a50 = $a5
set $a60 = $a6
set $a70 = $a7
set $steps = 0
set $good = 0
define look_back
    select-frame 1
    set $same = $pc == $pc0 && $sp == $sp0 && $ra == $ra0 && $s0 == $s00
    set $same = $same && $gp == $gp0 && $tp == $tp0
    set $same = $same && $t0 == $t00 && $t1 == $t10 && $t2 == $t20 && $t3 == $t30
    set $same = $same && $t4 == $t40 && $t5 == $t50 && $t6 == $t60
    set $same = $same && $a0 == $a00 && $a1 == $a10 && $a2 == $a20 && $a3 == $a30
    set $same = $same && $s10 == $s1_0 && $s11 == $s11_0
    set $same = $same && $a4 == $a40 && $a5 == $a50 && $a6 == $a60 && $a7 == $a70
    set $good = $good + $same
    set $steps = $steps + 1
    select-frame 0
end

# Up to mret, after which QEMU 7.2 does not stop.
while *(unsigned *)$pc != 0x30200073
    look_back
    stepi
    if $pc == (unsigned long)rti_context_switch
        echo in the switch:\n
        backtrace
        finish
    end
end
look_back
# A core of 16 registers has no t6.
set $least = $_isvoid($t6) ? 50 : 70
printf "%d of %d, more than %d\n", $good, $steps, $least
print $steps > $least && $steps == $good
tbreak *$pc0
continue
backtrace
#expect ^in the switch:
#expect ^#0 +rti_context_switch \(interrupted=
#expect ^#1 +<signal handler called>
#expect work \(rounds=2\) at
#expect main \(\) at .*:{line:the call}$
#expect , more than
#expect ^\$2 = 1$
#expect work \(rounds=2\) at
