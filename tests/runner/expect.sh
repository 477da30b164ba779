#!/bin/sh
# SPDX-License-Identifier: MIT
#
# expect.sh STATUS TEXT COMMAND... runs the command. It passes if the command exits with STATUS and
# every line of TEXT is somewhere in its output. A line that begins with "!" must not be there.
status=$1
text=$2
shift 2
output=$("$@" 2>&1 </dev/null)
actual=$?
printf '%s\n' "$output"
result=0
if [ "$actual" -ne "$status" ]; then
    printf 'expect.sh: the status is %s, not %s\n' "$actual" "$status"
    result=1
fi
while IFS= read -r line; do
    case $line in
    '!'*)
        case $output in *"${line#!}"*)
            printf 'expect.sh: this must not be there: %s\n' "${line#!}"
            result=1
            ;;
        esac
        ;;
    *)
        case $output in *"$line"*) ;; *)
            printf 'expect.sh: this is missing: %s\n' "$line"
            result=1
            ;;
        esac
        ;;
    esac
done <<END
$text
END
exit $result
