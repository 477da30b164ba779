#!/bin/bash
# SPDX-License-Identifier: MIT
#
# stand_alone.sh <Rivet's folder> <scratch folder> <board> <cmake argument>...
#
# Copies each example out of the tree, builds the copy as a project of its own and runs it. It uses
# the checkout, or the Rivet installed in RIVET_INSTALLED. All copies use one folder in turn, so
# that Rivet itself is compiled once for each board.
set -euo pipefail

rivet=$1 scratch=$2 board=$3
shift 3
arguments=("$@")

# The status, and a line of the output. 124 means that the firmware runs until it is stopped.
expected() {
    case $1 in
    blinky) echo "124 " ;;
    datalogger) echo "0 now it ends with number 10" ;;
    hello) echo "0 Hello from $board!" ;;
    logger) echo "0 INFO  main: valves closed" ;;
    monitor) echo "0 Rivet monitor on $board" ;;
    multicore) echo "0 4 harts: " ;;
    priorities) echo "0 port 1, alarm 2: port begins, alarm begins" ;;
    recovery) echo "0 reset after panic 3" ;;
    sampler) echo "0 45 to 80, mean 62" ;;
    sensor-driver) echo "0 25000 mC, 40.000 % RH" ;;
    tasks) echo "134 100 samples, mean 19.99, in turns" ;;
    thermometer) echo "124  C |" ;;
    # Without a kernel, all that it can do is to refuse a machine.
    sbi) echo "134 PANIC: the machine has an Advanced Interrupt Architecture" ;;
    tinyos) echo "0 talker: messages: 40" ;;
    uart-echo) echo "0 0 bytes, 0 lost" ;;
    *)
        echo "stand_alone.sh: say what $1 prints" >&2
        return 1
        ;;
    esac
}

# build <example> <board>
build() {
    local from=(-DRIVET_SOURCE="$rivet" --toolchain "$rivet/cmake/toolchain-riscv.cmake")
    if [ -n "${RIVET_INSTALLED-}" ]; then
        from=(-DCMAKE_PREFIX_PATH="$RIVET_INSTALLED"
            --toolchain "$RIVET_INSTALLED/lib/rivet/cmake/toolchain-riscv.cmake")
    fi
    rm -rf "$scratch/$2/app"
    mkdir -p "$scratch/$2"
    cp -r "$rivet/examples/$1" "$scratch/$2/app"
    cmake -S "$scratch/$2/app" -B "$scratch/$2/build" -G Ninja -DRIVET_BOARD="$2" "${from[@]}" \
        "${arguments[@]}"
    cmake --build "$scratch/$2/build"
}

# run <example> <board>
run() {
    local folder=$scratch/$2/build seconds=30 status text
    local firmware=$folder/$1.elf arguments=()
    local runner=${RIVET_INSTALLED:-$folder/rivet}
    [ -z "${RIVET_INSTALLED-}" ] || runner+=/bin
    read -r status text <<<"$(expected "$1")"
    [ "$status" != 124 ] || seconds=3
    if [ "$1" = sbi ]; then
        firmware=$folder/rivet-sbi.elf
        arguments=(-- -machine 'virt,aia=aplic')
    fi
    "$rivet/tests/runner/expect.sh" "$status" "$text" \
        "$runner/rivet-run" --timeout "$seconds" "$firmware" "${arguments[@]}"
    if [ -n "$(find "$folder" -maxdepth 1 -name '*.cases.cmake')" ]; then
        ctest --test-dir "$folder" --no-tests=error --output-on-failure
        rm "$folder"/*.cases.cmake
    fi
}

rm -rf "$scratch"
for folder in "$rivet"/examples/*/; do
    example=$(basename "$folder")
    expected "$example" >/dev/null
    on=$board
    if [ "$example" = blinky ]; then
        # Rivet is installed for one board.
        [ -z "${RIVET_INSTALLED-}" ] || continue
        on=sifive_e
    fi
    echo "=== $example"
    build "$example" "$on" 2>&1 | tee "$scratch.log"
    if grep -E 'warning:|CMake Warning' "$scratch.log"; then
        echo "stand_alone.sh: $example is built with warnings" >&2
        exit 1
    fi
    run "$example" "$on"
done
