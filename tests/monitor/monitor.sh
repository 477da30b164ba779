#!/bin/sh
# SPDX-License-Identifier: MIT
#
# monitor.sh CASE RIVET_RUN MONITOR_ELF BOARD sends the monitor one dialogue and checks the output.
set -u
case=$1 run=$2 elf=$3 board=$4

fail() {
    printf 'monitor.sh: %s\n' "$1"
    exit 1
}

# talk STATUS passes standard input to the monitor and its output to $said.
talk() {
    said=$("$run" --timeout 20 "$elf" 2>&1)
    status=$?
    printf '%s\n' "$said"
    [ "$status" -eq "$1" ] || fail "the status is $status, not $1"
}

says() {
    case $said in *"$1"*) ;; *) fail "this is missing: $1" ;; esac
}

says_not() {
    case $said in *"$1"*) fail "this must not be there: $1" ;; esac
}

# Makes $1 copies of $2.
repeat() {
    awk -v n="$1" -v s="$2" 'BEGIN { while (n-- > 0) printf "%s", s }'
}

up=$(printf '\033[A')
down=$(printf '\033[B')
ctrl_c=$(printf '\003')
ctrl_u=$(printf '\025')

case $case in
answers_and_exits)
    talk 3 <<END
info
echo one  two
exit 3
END
    says "board   $board"
    says 'isa     rv'
    says 'bytes of stack'
    says 'one two'
    ;;
helps)
    talk 0 <<END
help
nonsense
dump
exit 256
END
    says 'ADDR [LEN]'
    says "unknown command 'nonsense': type help for a list"
    says 'usage: dump ADDR [LEN]'
    says "'256' is not a number from 0 to 255"
    ;;
tells_the_time)
    talk 0 <<END
uptime
END
    # The time that the host needed for the start is not known.
    printf '%s\n' "$said" | grep -Eqx '[0-9]+\.[0-9]{3} s' || fail "it tells no time"
    ;;
dumps_what_can_be_read)
    talk 0 <<END
dump 0x80000000 20
dump 0 4
dump 0xfffffff0
dump 12junk
dump 0x80000000 4097
echo alive
END
    says '80000000  '
    says "00000000 can't be read"
    says "fffffff0 can't be read"
    says "'12junk' is not a number"
    says "'4097' is not a number from 0 to 4096"
    says '
alive'
    ;;
edits_the_line)
    rubout=$(printf '\b')
    delete=$(printf '\177')
    talk 0 <<END
ecno$rubout${rubout}hX${delete}o rubbed out
echo dropped${ctrl_u}echo kept
exit 9$ctrl_c
END
    says '
rubbed out'
    says '
kept'
    says '^C'
    says_not '
dropped'
    ;;
recalls_lines)
    talk 5 <<END
echo first
echo second
$up$up$down$up
exit 4$up$up$up$down$down$ctrl_u${up}${up}${ctrl_u}exit 5
END
    [ "$(printf '%s\n' "$said" | grep -c '^first')" -eq 2 ] ||
        fail 'the first line was not recalled'
    ;;
refuses_long_lines)
    talk 6 <<END
exit 1$(repeat 500 x)
echo still here
exit 6
END
    says 'a line has at most 79 characters: nothing was done'
    says '
still here'
    ;;
survives_junk)
    {
        awk 'BEGIN { for (round = 0; round < 8; round++)
            for (c = 0; c < 256; c++) if (c != 4) printf "%c", c }' | LC_ALL=C tr -d '\004'
        head -c 4096 "$run" | LC_ALL=C tr -d '\004'
        printf '\nexit 8\n'
    } >"$case.$$"
    talk 8 <"$case.$$"
    rm -f "$case.$$"
    ;;
ends_with_its_input)
    talk 0 </dev/null
    said=$(printf 'echo no newline' | "$run" --timeout 20 "$elf" 2>&1) || fail "status $?"
    says '
no newline'
    said=$(repeat 300 y | "$run" --timeout 20 "$elf" 2>&1) || fail "status $?"
    says 'nothing was done'
    ;;
panics_with_a_report)
    talk 134 <<END
panic because
END
    says '*** PANIC: because'
    says '*** END OF PANIC'
    ;;
*)
    fail "no such case: $case"
    ;;
esac
