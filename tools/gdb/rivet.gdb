# SPDX-License-Identifier: MIT
#
# GDB commands for Rivet firmware; "help rivet" lists them. They are plain GDB, without Python, for
# a running machine and for core files.

define-prefix rivet
document rivet
What a Rivet firmware is doing: its traps, registers, harts, heap and last panic.
end

# Helpers begin with an underscore; their argument is $arg0.

define _rivet_place
    # Prints an address with its function and line.
    output/a $arg0
    printf "\n          "
    info line *$arg0
end

define _rivet_cause
    # Prints the name of an mcause value.
    set $_rivet_bits = sizeof(long) * 8
    set $_rivet_number = (unsigned long)$arg0 & 0xfff
    if (((unsigned long)$arg0 >> ($_rivet_bits - 1)) & 1) != 0
        printf "interrupt %d: ", $_rivet_number
        if $_rivet_number == 3
            echo software\n
        else
            if $_rivet_number == 7
                echo timer\n
            else
                if $_rivet_number == 11
                    echo external\n
                else
                    echo unknown\n
                end
            end
        end
    else
        if (unsigned long)$arg0 == ~(unsigned long)0
            echo none: a call of rt_panic\n
        else
            _rivet_exception $_rivet_number
        end
    end
end

define _rivet_exception
    # The privileged specification, table of mcause values.
    printf "exception %d: ", $arg0
    if $arg0 == 0
        echo instruction address misaligned\n
    end
    if $arg0 == 1
        echo instruction access fault\n
    end
    if $arg0 == 2
        echo illegal instruction\n
    end
    if $arg0 == 3
        echo breakpoint\n
    end
    if $arg0 == 4
        echo load address misaligned\n
    end
    if $arg0 == 5
        echo load access fault\n
    end
    if $arg0 == 6
        echo store or atomic address misaligned\n
    end
    if $arg0 == 7
        echo store or atomic access fault\n
    end
    if $arg0 == 8
        echo environment call from user mode\n
    end
    if $arg0 == 9
        echo environment call from supervisor mode\n
    end
    if $arg0 == 11
        echo environment call from machine mode\n
    end
    if $arg0 == 10 || $arg0 > 11
        echo unknown\n
    end
end

define _rivet_status
    # Prints mstatus, the fields that machine mode uses.
    printf "%#lx: interrupts ", (unsigned long)$arg0
    if ($arg0 & 8) != 0
        printf "on, before "
    else
        printf "off, before "
    end
    if ($arg0 & 0x80) != 0
        echo on
    else
        echo off
    end
    printf ", mode before %d, FS %d", ($arg0 >> 11) & 3, ($arg0 >> 13) & 3
    printf ", MPRV %d\n", ($arg0 >> 17) & 1
end

define _rivet_sources
    # Prints the bits of mie or mip.
    printf "%#lx:", (unsigned long)$arg0
    if ($arg0 & 8) != 0
        echo \ software
    end
    if ($arg0 & 0x80) != 0
        echo \ timer
    end
    if ($arg0 & 0x800) != 0
        echo \ external
    end
    if ($arg0 & 0x888) == 0
        echo \ none
    end
    echo \n
end

define rivet frame
    if $argc == 0
        frame function rti_trap_decide
        set $_rivet_frame = (struct rt_trap_frame *)$sp
        up-silently
    else
        set $_rivet_frame = (struct rt_trap_frame *)($arg0)
    end
    printf "pc        "
    _rivet_place $_rivet_frame->pc
    printf "cause     "
    _rivet_cause $_rivet_frame->cause
    printf "tval      %#lx\nstatus    ", $_rivet_frame->tval
    _rivet_status $_rivet_frame->status
    set print pretty on
    print/x *$_rivet_frame
    set print pretty off
end
document rivet frame
Show a saved trap frame: rivet frame [ADDRESS]
Without an address, shows the frame of the latest exception that is being handled. The interrupted
code is then the selected frame, so that "info locals", "list" and "up" work on it.
end

define _rivet_pmp_entry
    # $arg0 is the number. An address register counts in units of 4 bytes.
    if sizeof(long) == 8
        eval "set $_rivet_config = ($pmpcfg%d >> %d) & 0xff", ($arg0 / 8) * 2, ($arg0 % 8) * 8
    else
        eval "set $_rivet_config = ($pmpcfg%d >> %d) & 0xff", $arg0 / 4, ($arg0 % 4) * 8
    end
    eval "set $_rivet_address = (unsigned long long)(unsigned long)$pmpaddr%d", $arg0
    set $_rivet_mode = ($_rivet_config >> 3) & 3
    if $_rivet_mode != 0
        set $_rivet_low = $_rivet_previous << 2
        set $_rivet_high = $_rivet_address << 2
        if $_rivet_mode == 2
            set $_rivet_low = $_rivet_high
            set $_rivet_high = $_rivet_low + 4
        end
        if $_rivet_mode == 3
            set $_rivet_ones = $_rivet_address ^ ($_rivet_address + 1)
            set $_rivet_low = ($_rivet_address & ~$_rivet_ones) << 2
            set $_rivet_high = $_rivet_low + (($_rivet_ones + 1) << 2)
        end
        printf "pmp %-2d    %#llx to %#llx ", $arg0, $_rivet_low, $_rivet_high
        if ($_rivet_config & 1) != 0
            echo r
        else
            echo -
        end
        if ($_rivet_config & 2) != 0
            echo w
        else
            echo -
        end
        if ($_rivet_config & 4) != 0
            echo x
        else
            echo -
        end
        if ($_rivet_config & 0x80) != 0
            echo \ locked
        end
        echo \n
    end
    set $_rivet_previous = $_rivet_address
end

define _rivet_csr
    printf "mhartid   %d\nmstatus   ", $mhartid
    _rivet_status $mstatus
    printf "mcause    "
    _rivet_cause $mcause
    printf "mepc      "
    output/a (unsigned long)$mepc
    printf "\nmtval     %#lx\nmtvec     ", (unsigned long)$mtval
    output/a (unsigned long)$mtvec & ~(unsigned long)3
    if ($mtvec & 3) == 1
        echo , vectored\n
    else
        echo , direct\n
    end
    printf "mscratch  %#lx\nmie       ", (unsigned long)$mscratch
    _rivet_sources $mie
    printf "mip       "
    _rivet_sources $mip
    printf "misa      "
    printf "%#lx: rv%d", (unsigned long)$misa, sizeof(long) * 8
    set $_rivet_letter = 0
    while $_rivet_letter < 26
        if (($misa >> $_rivet_letter) & 1) != 0
            printf "%c", 'a' + $_rivet_letter
        end
        set $_rivet_letter = $_rivet_letter + 1
    end
    echo \n
    set $_rivet_previous = (unsigned long long)0
    set $_rivet_entry = 0
    while $_rivet_entry < 16
        _rivet_pmp_entry $_rivet_entry
        set $_rivet_entry = $_rivet_entry + 1
    end
end

define rivet csr
    if $_isvoid($mhartid)
        echo A core file has no machine-mode registers; "rivet panic" has cause and address.\n
    else
        _rivet_csr
    end
end
document rivet csr
Show the selected hart's machine-mode registers, decoded: status, trap, interrupts, protection.
end

define _rivet_hart
    set $_rivet_sp = (unsigned long)$sp
    if $_isvoid($mhartid)
        printf "thread %-2d ", $_thread
    else
        printf "hart %-2d   ", $mhartid
    end
    output/a $pc
    if $_rivet_sp > (unsigned long)&rt_stack_start && $_rivet_sp <= (unsigned long)&rt_stack_end
        printf "\n          main stack, %d bytes deep", (unsigned long)&rt_stack_end - $_rivet_sp
    else
        if $_rivet_sp > (unsigned long)&rt_harts_start && $_rivet_sp <= (unsigned long)&rt_harts_end
            printf "\n          its own area: a trap, an interrupt or another hart's program"
        else
            printf "\n          no stack of the firmware's"
        end
    end
    if $_isvoid($mstatus)
        echo \n
    else
        if ($mstatus & 8) != 0
            echo , interrupts on\n
        else
            echo , interrupts off\n
        end
    end
end
define rivet harts
    thread apply all -q _rivet_hart
end
document rivet harts
Show for each hart where it is, on which stack, and whether it can be interrupted.
Harts are GDB's threads: "thread 2" selects the second, "thread apply all backtrace" shows all.
end

define _rivet_heap_region
    # Walks one region block by block: a header is the 32-bit word before its block.
    set $_rivet_block = $arg0
    set $_rivet_left = $arg1
    while $_rivet_left != 0
        set $_rivet_header = *(unsigned int *)($_rivet_block - 4)
        set $_rivet_size = (unsigned long)($_rivet_header >> 10) * 16
        if $_rivet_size == 0 || $_rivet_size > $_rivet_left
            printf "damaged   the block at %#lx has the header %#x\n", $_rivet_block, $_rivet_header
            set $_rivet_left = 0
        else
            if ($_rivet_header & 0x200) != 0
                set $_rivet_free_blocks = $_rivet_free_blocks + 1
                if $_rivet_size > $_rivet_largest
                    set $_rivet_largest = $_rivet_size
                end
            else
                set $_rivet_used_blocks = $_rivet_used_blocks + 1
            end
            set $_rivet_block = $_rivet_block + $_rivet_size
            set $_rivet_left = $_rivet_left - $_rivet_size
        end
    end
end

define _rivet_heap
    set $_rivet_heap = $arg0
    set $_rivet_used_blocks = 0
    set $_rivet_free_blocks = 0
    set $_rivet_largest = (unsigned long)0
    set $_rivet_region = 0
    while $_rivet_region < $_rivet_heap->region_count
        set $_rivet_memory = &$_rivet_heap->regions[$_rivet_region]
        _rivet_heap_region $_rivet_memory->first $_rivet_memory->bytes
        set $_rivet_region = $_rivet_region + 1
    end
    printf "used      %lu of %lu bytes", $_rivet_heap->used, $_rivet_heap->total
    printf " in %d blocks, at most %lu so far\n", $_rivet_used_blocks, $_rivet_heap->peak
    printf "free      %lu bytes", $_rivet_heap->total - $_rivet_heap->used
    printf " in %d blocks, the largest of %lu\n", $_rivet_free_blocks, $_rivet_largest
    printf "calls     %lu blocks handed out", $_rivet_heap->allocations
    printf ", %lu given back", $_rivet_heap->frees
    printf ", %lu requests refused\n", $_rivet_heap->failures
end

define rivet heap
    if $argc == 1
        _rivet_heap $arg0
    else
        if (unsigned long)&rt_heap_size == 0
            echo This firmware was built without HEAP; rivet heap ADDRESS shows another heap.\n
        else
            if rt_malloc_heap.region_count == 0
                echo The heap was not used yet.\n
            else
                _rivet_heap &rt_malloc_heap
            end
        end
    end
end
document rivet heap
Show a heap's figures, and walk its blocks: rivet heap [ADDRESS]
Without an address, shows malloc's heap. ADDRESS is a struct rt_heap *.
end

define _rivet_program
    set $_rivet_image = $arg0
    set $_rivet_program = *$_rivet_image->loaded
    printf "%s: ", $_rivet_image->name
    if $_rivet_program == 0
        echo not loaded\n
    else
        set $_rivet_frame = &$_rivet_program->frame
        output/a $_rivet_frame->pc
        if (($_rivet_frame->status >> 11) & 3) == 0
            echo \ in user mode,
        else
            echo \ in supervisor mode,
        end
        printf " %d of %d bytes of stack\n          ", \
            (long)($_rivet_image->data - (char *)$_rivet_frame->sp), \
            (long)($_rivet_image->data - $_rivet_image->low)
        _rivet_cause $_rivet_frame->cause
    end
end

define rivet programs
    set $_rivet_index = 0
    while rti_program_images[$_rivet_index] != 0
        _rivet_program rti_program_images[$_rivet_index]
        set $_rivet_index = $_rivet_index + 1
    end
end
document rivet programs
Show the programs of lower modes that the firmware was linked with (PROGRAMS): where each stood at
its last trap, its mode, how much of its stack it used there, and why it trapped.
end

define rivet panic
    set $_rivet_panic = &rti_panic_last
    if $_rivet_panic->checksum == 0 || $_rivet_panic->reason[0] == 0
        echo No panic is recorded.\n
    else
        printf "reason    %s\npc        ", $_rivet_panic->reason
        _rivet_place $_rivet_panic->pc
        printf "caller    "
        output/a $_rivet_panic->ra
        printf "\ncause     "
        _rivet_cause $_rivet_panic->cause
        printf "address   %#lx\nsp        %#lx\n", $_rivet_panic->address, $_rivet_panic->sp
        printf "hart      %lu\nuptime    %llu us\n", $_rivet_panic->hart, $_rivet_panic->uptime_us
        printf "build     "
        set $_rivet_byte = 0
        while $_rivet_byte < 20
            printf "%02x", $_rivet_panic->build[$_rivet_byte]
            set $_rivet_byte = $_rivet_byte + 1
        end
        echo \n
    end
end
document rivet panic
Show the recorded panic: of this run, or of an earlier one that ended in a reset.
The start does not clear the record. Before the first instructions it can have any value.
end

define rivet log
    if $_isvoid($rivet_run) || $_isvoid($rivet_elf)
        echo Set $rivet_run and $rivet_elf, which rivet-run --gdb does:\n
        echo   set $rivet_run = "build/rivet-run"\n  set $rivet_elf = "build/app.elf"\n
    else
        set $_rivet_end = (char *)rti_log_layout.memory \
            + rti_log_layout.harts * rti_log_layout.block_words * 16
        dump binary memory rivet-log.bin rti_log_layout.memory $_rivet_end
        eval "shell '%s' --rings rivet-log.bin '%s'; rm -f rivet-log.bin", $rivet_run, $rivet_elf
    end
end
document rivet log
Show the log records in the rings, those of earlier runs too.
rivet-run decodes them, from a file rivet-log.bin in this folder, which is removed afterwards.
Firmware that does not log has no symbol rti_log_layout.
end

define _rivet_open_pmp
    # Entry 10 allows everything. It is off: if the firmware used it, QEMU has cleared it.
    set $pmpaddr10 = -1
    set $pmpcfg2 = $pmpcfg2 | (0x1f << 16)
end

define _rivet_skip_pmp
    # The start would close entry 10, or refuse a PMP that is not as it expects.
    tbreak *rti_pmp_start
    commands
        silent
        set $pc = $ra
        continue
    end
end

define rivet reset
    monitor system_reset
    maintenance flush register-cache
    # QEMU before 8.2 keeps locked PMP entries over a reset, so its boot ROM is not executable. From
    # 8.2 on it clears as many entries as are in use, counting from the first one. It may keep the
    # last one, and then nothing is executable.
    if ($pmpcfg0 & 0x80) != 0
        thread apply all -q -s set $pc = _start
        echo This QEMU keeps PMP entries over a reset: going on at _start, behind the boot ROM.\n
    else
        if ((sizeof(long) == 8 ? $pmpcfg2 >> 32 : $pmpcfg3) & 0x80000000) != 0
            thread apply all -q -s _rivet_open_pmp
            _rivet_skip_pmp
            printf "This QEMU keeps PMP entry 15 over a reset: "
            printf "entry 10 allows everything."
            printf " The firmware runs without protection.\n"
        end
    end
    frame
end
document rivet reset
Reset the machine and stay stopped at its first instruction. Breakpoints stay.
end

# The steps of rivet-run --gdb --connect around the server's own command for a reset.

define _rivet_require_server
    if $_thread == 0
        echo rivet-run: no server of a debugger answers at this address.\n
        quit 125
    end
end

define _rivet_before_reset
    # A reset clears mcause (privileged specification, "Reset"). 11 is valid on every core.
    set $_rivet_marks = !$_isvoid($mcause)
    if $_rivet_marks
        set $mcause = 11
    end
end

define _rivet_note_locked
    # $arg0 is a register with the configurations of some PMP entries. A core may lack it.
    if !$_isvoid($arg0)
        if ((unsigned long)$arg0 & (unsigned long)0x8080808080808080) != 0
            set $_rivet_locked = 1
        end
    end
end

define _rivet_after_reset
    maintenance flush register-cache
    if $_rivet_marks
        if $mcause == 11
            printf "The board was not reset: the firmware may fault, or its harts not start. "
            printf "Name the server's command by --gdb-reset, "
            printf "such as QEMU's 'monitor system_reset'.\n"
        end
    end
    set $_rivet_locked = 0
    if $_rivet_marks
        _rivet_note_locked $pmpcfg0
        _rivet_note_locked $pmpcfg2
        if sizeof(long) == 4
            _rivet_note_locked $pmpcfg1
            _rivet_note_locked $pmpcfg3
        end
    end
    if $_rivet_locked
        printf "PMP entries are still locked, by the firmware before or an earlier stage: "
        printf "the firmware may fault on them.\n"
    end
end
