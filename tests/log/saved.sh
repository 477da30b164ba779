#!/bin/sh
# SPDX-License-Identifier: MIT
#
# saved.sh RIVET-RUN FIRMWARE OTHER decodes a saved log, with the firmware and with another build.
set -eu
log=$2.log
"$1" --raw "$2" >"$log"
whole=$("$1" "$2")
decoded=$("$1" --decode "$2" <"$log")
# Times differ from run to run.
without_times() { printf '%s\n' "$1" | sed 's/^ *[0-9]*\.[0-9]* //'; }
[ "$(without_times "$whole")" = "$(without_times "$decoded")" ] || {
    printf 'saved.sh: the saved log is decoded as\n%s\n' "$decoded"
    exit 1
}
other=$("$1" --decode "$3" <"$log")
printf '%s\n' "$other"
case $other in
*"log records are of build "*"not decoded"*) ;;
*)
    echo "saved.sh: the other build is not noticed"
    exit 1
    ;;
esac
case $other in
*log_numbers*)
    echo "saved.sh: records were misread"
    exit 1
    ;;
esac
