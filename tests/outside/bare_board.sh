#!/bin/bash
# SPDX-License-Identifier: MIT
#
# bare_board.sh <part> <Rivet> <project> <build folder>
#
# A board that sets only what it must. The parts:
#   inherits_nothing   its settings are the defaults, also in the build folder of other boards
#   builds_without_a_machine   firmware is built; what would run it says what is missing
#   reads_its_device_tree   its header is compared with the .dts file that it names
set -euo pipefail

part=$1 rivet=$2 project=$3 build=$4
bare=(-DRIVET_BOARD=bare "-DRIVET_BOARD_DIR=$project/board")
rm -rf "$build"

fail() {
    echo "bare_board.sh: $1" >&2
    exit 1
}

# configure <source> <cmake argument>...
configure() {
    cmake -S "$1" -B "$build" -G Ninja -DRIVET_SOURCE="$rivet" \
        --toolchain "$rivet/cmake/toolchain-riscv.cmake" "${@:2}" 2>&1
}

# expect <status> <text> <command>...
expect() {
    local status=0 output
    output=$("${@:3}" 2>&1) || status=$?
    printf '%s\n' "$output"
    [ "$status" = "$1" ] || fail "the status of '${*:3}' is $status, not $1"
    [[ $output == *"$2"* ]] || fail "the output has no '$2'"
}

same_settings() {
    diff "$project/settings.txt" <(sed -n 's/^setting //p' <<<"$1") ||
        fail "the settings are not the defaults"
}

missing="names no machine to run on: set RIVET_BOARD_RUN in its board.cmake (docs/porting.md), or \
give --serial PORT for a board that is connected"

case $part in
inherits_nothing)
    same_settings "$(configure "$project" "${bare[@]}")"
    rm -rf "$build"
    configure "$project" -DRIVET_BOARD=opentitan >/dev/null
    configure "$project" -DRIVET_BOARD=virt-rv32 >/dev/null
    same_settings "$(configure "$project" "${bare[@]}")"
    # An instruction set that was asked for stays.
    expect 0 "setting RIVET_ISA='rv32imc'" configure "$project" -DRIVET_ISA=rv32imc "${bare[@]}"
    ;;
builds_without_a_machine)
    configure "$project" "${bare[@]}"
    cmake --build "$build"
    for verb in run debug gdbserver trace; do
        expect 1 "$missing" cmake --build "$build" --target $verb-app
    done
    expect 0 "total" cmake --build "$build" --target size-app
    expect 0 "app.bin has" cmake --build "$build" --target image-all
    expect 0 "$missing" ctest --test-dir "$build" --no-tests=error -V
    expect 0 "sums.a_sum_is_right (Skipped)" ctest --test-dir "$build"
    ;;
reads_its_device_tree)
    check=(ctest --test-dir "$build" -V -R board.header_agrees_with_the_device_tree)
    expect 0 "need a board on a serial port: board 'bare' names no machine to run on" \
        configure "$rivet" "${bare[@]}"
    cmake --build "$build" --target start
    expect 0 "start.bss_is_zero (Skipped)" ctest --test-dir "$build" -R '^(start|faults_third)\.'
    expect 0 "skipped: board.cmake names neither a machine" "${check[@]}"
    configure "$rivet" -DBARE_TREE=bare.dts >/dev/null
    expect 0 "5 numbers compared" "${check[@]}"
    cp -r "$project/board" "$build/board"
    sed -i 's/10013000 0x1000/10013000 0x2000/' "$build/board/bare.dts"
    configure "$rivet" "-DRIVET_BOARD_DIR=$build/board" >/dev/null
    expect 8 "BOARD_UART0_SIZE is 0x1000, but 0x2000 in the device tree" "${check[@]}"
    ;;
*) fail "unknown part '$part'" ;;
esac
