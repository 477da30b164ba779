# GDB finds the program of a lower mode with all its registers, at each instruction from the trap to
# the return: an ecall that is served in C.
# The boot has traps too.
break *rti_mode_vector if (unsigned long)$mcause == 8
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
set $t60 = $t6
set $s00 = $s0
set $s1_0 = $s1
set $s11_0 = $s11
set $a10 = $a1
set $a70 = $a7
set $steps = 0
set $good = 0
define look_back
    select-frame 1
    set $same = $pc == $pc0 && $sp == $sp0 && $ra == $ra0 && $s0 == $s00
    set $same = $same && $gp == $gp0 && $tp == $tp0
    set $same = $same && $t0 == $t00 && $t1 == $t10 && $t2 == $t20 && $t6 == $t60
    set $same = $same && $a1 == $a10 && $s1 == $s1_0 && $s11 == $s11_0 && $a7 == $a70
    set $good = $good + $same
    set $steps = $steps + 1
    select-frame 0
end

# Up to mret, after which QEMU 7.2 does not stop. The call changes pc and a0.
while *(unsigned *)$pc != 0x30200073
    look_back
    stepi
    if $pc == (unsigned long)rt_program_trap
        tbreak serve
        continue
        echo in the kernel:\n
        backtrace
        finish
        finish
        set $pc0 = $pc0 + 4
    end
end
look_back
printf "%d of %d, more than 90\n", $good, $steps
print $steps > 90 && $steps == $good
rivet programs
delete
continue
#expect ^in the kernel:
#expect ^#0 +serve \(frame=
#expect ^#1 .* rt_program_trap \(
#expect ^#2 +<signal handler called>
#expect ^#3 .* call_firmware \(\) at
#expect ^#4 .* program_main \(\) at .*:{line:the call}$
#expect , more than 90
#expect ^\$2 = 1$
#expect ^program: 0x[0-9a-f]+ <.*> in user mode, \d+ of 1024 bytes of stack$
#expect ^ +exception 8: environment call from user mode$
#never Error|No symbol
#page rivet programs
