#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/lint.sh [--fast | gate...]
#
# Runs the gates: static checks of all sources. No gate skips a file. Where a check is turned off,
# the reason is given: below, in .clang-tidy, or at the line itself. Without arguments all gates
# run. With --fast only those run that take seconds. The last lines name the gates that failed.
set -uo pipefail
cd "$(dirname "$0")/.." || exit

all=(cells format shell python headers layers floors posix cppcheck analyzer tidy doxygen)
# These gates compile every file themselves.
slow=(analyzer tidy)
includes=(-Isrc -Isrc/include -Ihal/include -Ihal/include/target -Ihal/drivers -Ihal/sim
    -Ilib/fdt/include -Ilib/sbi/include)
# Definitions that CMake makes for individual files.
definitions=(-DRIVET_BOARD_NAME='"lint"' -DHEAP_MALLOC_OPTIONS=0 -DLOG_HARTS=1 -DLOG_RING=2048
    -DRT_LOG_LEVEL_OF_FIRMWARE=5 -DHAL_ZERO_BLOCK=64 -fno-builtin)
# Macros as in cmake/RivetTargetFlags.cmake. Some files are for cores with Zicbom or Zicboz.
isa=(-march=rv64imac_zicbom_zicboz_zicsr_zifencei -mabi=lp64 -D_POSIX_TIMERS=1
    -D_POSIX_MONOTONIC_CLOCK=200112L)

# Sets prefix, which precedes "gcc", and adds picolibc to isa, as the toolchain file would.
find_tools() {
    local picolibc
    { read -r prefix && read -r picolibc; } < <(cmake -P ci/tools.cmake) || return
    isa+=(-isystem "$picolibc")
}

# A source archive has no repository. An empty one is made, which still applies .gitignore.
if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    mkdir -p build
    git init -q --bare build/lint.git
    export GIT_DIR=$PWD/build/lint.git GIT_WORK_TREE=$PWD
fi

tracked() {
    git ls-files --cached --others --exclude-standard -- "$@"
}

# A gate without any file to check must not pass.
if [ -z "$(tracked 'src/*.c')" ]; then
    echo "ci/lint.sh: git lists no source here"
    exit 1
fi

# The runtime, the drivers, the boards, the libraries and the examples: the code of an image.
target_sources() {
    tracked 'src/*.c' 'hal/*.c' 'lib/*.c' 'examples/*.c' | grep -v '^src/test/site_host.c$'
}

# The board folder of a file; virt for files of no board.
board_of() {
    case $1 in
    hal/boards/*) dirname "$1" ;;
    *_sifive_u.c) echo hal/boards/sifive_u ;;
    *_sifive_e.c | examples/blinky/*) echo hal/boards/sifive_e ;;
    *) echo hal/boards/virt ;;
    esac
}

# CMake's other flags for the file, by its board: one line.
board_flags() {
    case $1,$(board_of "$1") in
    examples/sbi/*) echo "-I$(board_of "$1") -DNEXT_ADDRESS=0" ;;
    *,*/sifive_e) echo "-I$(board_of "$1") -DBOARD_TIMEBASE_HZ=32768" ;;
    *) echo "-I$(board_of "$1")" ;;
    esac
}

gate_cells() {
    ci/cells.py --check
}

gate_format() {
    mapfile -t files < <(tracked '*.c' '*.h' '*.cpp')
    clang-format-19 --dry-run --Werror "${files[@]}" || return
    # Files that clang-format does not read must keep the width.
    local other=('*.cmake' '*.cmake.in' '*CMakeLists.txt' '*.sh' '*.py' '*.gdb' '*.S' '*.ld')
    mapfile -t files < <(tracked "${other[@]}")
    ! grep -nE '^.{101,}' "${files[@]}"
}

gate_shell() {
    mapfile -t files < <(tracked '*.sh' .ci/run)
    shellcheck "${files[@]}"
}

# All Python files, by name or by first line.
gate_python() {
    mapfile -t files < <(tracked '*.py'
        tracked | grep -v '\.py$' | xargs -d '\n' awk '/^#!.*python3/ {print FILENAME} {nextfile}')
    flake8 --max-line-length 100 "${files[@]}"
}

# Each public header alone, as C17 and as C++17.
gate_headers() {
    local header language standard failed=0
    find_tools || return
    local folders=('src/include/*.h' 'hal/include/*.h' 'hal/drivers/*.h' 'hal/boards/*.h'
        'lib/*/include/*.h')
    for header in $(tracked "${folders[@]}"); do
        for language in c:gnu17 c++:gnu++17; do
            standard=${language#*:} language=${language%:*}
            printf '#include "%s"\n#include "%s"\n' "$PWD/$header" "$PWD/$header" |
                "${prefix}gcc" -x "$language" -std="$standard" -fsyntax-only \
                    -Wall -Wextra -Wshadow -Werror "${isa[@]}" "${includes[@]}" \
                    -I"$(board_of "$header")" - || {
                echo "$header does not compile alone as $standard"
                failed=1
            }
        done
    done
    return $failed
}

# may_include <files> <pattern of what they may include>
may_include() {
    local files
    mapfile -t files < <(tracked "${@:2}")
    ! grep -nE '^ *# *include' "${files[@]}" | grep -vE "include *($1)"
}

# Allowed includes; docs/architecture.md gives the reasons.
gate_layers() {
    local standard='<(assert|errno|setjmp|inttypes|limits|math|std[a-z]+|string)\.h>'
    local posix='<(fcntl|signal|time|unistd|sys/(stat|time|times|types))\.h>'
    local own='"([a-z]+/)?[a-z0-9_]+\.h"'
    local failed=0 driver name others
    may_include "$standard|<rt/|<hal/|$own" 'src/*' ':!src/libc/*' || failed=1
    may_include "$standard|$posix|<rt/|<hal/|$own" 'src/libc/*' || failed=1
    may_include "$standard|<hal/" 'hal/include/*' || failed=1
    for driver in $(tracked 'hal/drivers/*.[ch]'); do
        # ns16550 for ns16550_read.c.
        name=$(basename "${driver%.*}")
        while [[ $name = *_internal || ! -e hal/drivers/$name.h ]]; do
            name=${name%_*}
        done
        others=
        # An APLIC sends what an IMSIC receives.
        [ "$name" != imsic ] || others='|<aplic(_internal)?\.h>'
        may_include "$standard|<hal/|<$name(_internal)?\.h>$others" "$driver" || failed=1
    done
    for name in $(tracked 'lib/*/CMakeLists.txt' | cut -d / -f 2); do
        others=
        # It makes devices from a device tree.
        [ "$name" != sbi ] || others='|<fdt/|<(clint|ns16550|sifive_uart)\.h>'
        may_include "$standard|<rt/|<hal/|<$name/|\"[a-z0-9_]+\.h\"$others" "lib/$name/*.[ch]" ||
            failed=1
    done
    [ $failed = 0 ] || echo "these includes cross a layer"
    # The runtime, the drivers and the boards know no library.
    mapfile -t others < <(tracked 'lib/*/CMakeLists.txt' | cut -d / -f 2)
    if git grep -nE "include <($(IFS='|'; echo "${others[*]}"))/" -- src hal; then
        echo "only applications may use a library of lib"
        failed=1
    fi
    # rt/alarm.h: the timer's compare register has one owner.
    mapfile -t others < <(tracked 'src/*.[cS]' ':!src/alarm/*')
    if grep -nE 'hal_timer_(set_deadline|cancel)' "${others[@]}"; then
        echo "only src/alarm may program the timer"
        failed=1
    fi
    return $failed
}

# Allowed dependencies and names, checked in the symbols of builds for five boards.
gate_floors() {
    local board target
    find_tools || return
    mkdir -p build
    for board in virt-rv64 virt-rv64-imsic sifive_e sifive_u opentitan; do
        # Boards share everything except the board library, and what IPIs by message need.
        target=rivet_board
        [[ $board != virt-* ]] || target=all
        if ! { cmake -G Ninja -S . -B build/lint/$board -DRIVET_BOARD=$board -DRIVET_TESTS=OFF \
            --toolchain cmake/toolchain-riscv.cmake &&
            cmake --build build/lint/$board --target $target; } >build/lint.$board.log 2>&1; then
            cat build/lint.$board.log
            return 1
        fi
    done
    ci/floors.py "${prefix}nm" build/lint/{virt-rv64,virt-rv64-imsic,sifive_e,sifive_u,opentitan}
}

# Compiles rivet-run with musl, which has little beyond POSIX, with Linux's interfaces and without.
gate_posix() {
    local host failed=0
    local flags=(-std=gnu17 -D_XOPEN_SOURCE=700 -D__riscv_xlen=64 -Itools -Isrc -Isrc/include
        -Ihal/include -O2 -Wall -Wextra -Werror -static)
    # The target's files that rivet-run has too.
    local shared=(src/panic/{death,decode,marks_none,reason,report,say_harts,stack}.c
        src/base/{cause_name,frame_read,frame_write,text_table}.c src/log/read.c)
    mkdir -p build/posix
    musl-gcc "${flags[@]}" -o build/posix/rivet-check tools/rivet-check/*.c tools/elf/*.c &&
        build/posix/rivet-check --help >build/posix/help || failed=1
    for host in linux posix; do
        musl-gcc "${flags[@]}" -o "build/posix/rivet-run-$host" tools/rivet-run/*.c \
            tools/rivet-dump/*.c tools/rivet-dump/unwind/none.c tools/elf/*.c "${shared[@]}" \
            "tools/rivet-run/host/$host.c" &&
            "build/posix/rivet-run-$host" --help >build/posix/help || failed=1
    done
    return $failed
}

gate_cppcheck() {
    # comparePointers, subtractPointers: the linker's symbols are all in one array, the image.
    # internalAstError: cppcheck 2.10 fails on reg_read in a condition. va_list: rt_panic makes one
    # in assembly. normalCheckLevelMaxBranches only reports how deep cppcheck 2.17 looks.
    target_sources | cppcheck -q --file-list=- --error-exitcode=1 --template=gcc \
        --enable=warning,performance,portability --inline-suppr --std=c11 \
        --suppress=comparePointers --suppress=subtractPointers --suppress=internalAstError \
        --suppress=normalCheckLevelMaxBranches --suppress=va_list_usedBeforeStarted \
        -D__riscv -D__riscv_xlen=64 "${includes[@]}" -Ihal/boards/virt &&
        tracked 'tools/*.c' | cppcheck -q --file-list=- --error-exitcode=1 --template=gcc \
            --enable=warning,performance,portability --inline-suppr --std=c11 -Itools -Isrc \
            -Isrc/include \
            -D_XOPEN_SOURCE=700 --suppress=normalCheckLevelMaxBranches
}

gate_analyzer() {
    # GCC 14 reports a wait for another hart as an endless loop, and treats a linker symbol as the
    # only element of its array.
    local off=(-Wno-analyzer-infinite-loop -Wno-analyzer-out-of-bounds)
    local source flags failed=0
    find_tools || return
    for source in $(target_sources); do
        read -ra flags < <(board_flags "$source")
        "${prefix}gcc" -std=gnu17 -O2 -fanalyzer -Werror "${off[@]}" -c -o /dev/null \
            "${isa[@]}" "${definitions[@]}" "${includes[@]}" "${flags[@]}" "$source" || failed=1
    done
    return $failed
}

tidy_one() {
    clang-tidy-19 --quiet --warnings-as-errors='*' "$1" -- -std=gnu17 --target=riscv64-unknown-elf \
        -DRIVET_BOARD_NAME='"lint"' -DHEAP_MALLOC_OPTIONS=0 -DLOG_HARTS=1 -DLOG_RING=2048 \
        -DRT_LOG_LEVEL_OF_FIRMWARE=5 -DHAL_ZERO_BLOCK=64 -fno-builtin "${@:2}" 2>/dev/null
}

gate_tidy() {
    local source
    find_tools || return
    export -f tidy_one
    for source in $(target_sources); do
        echo "$source ${isa[*]} ${includes[*]} $(board_flags "$source")"
    done | xargs -P "$(nproc)" -L 1 bash -c 'tidy_one "$@"' tidy_one
}

gate_doxygen() {
    local header failed=0
    # Without @file Doxygen silently skips the functions and macros of a header.
    for header in $(tracked 'src/include/*.h' 'hal/include/hal/*.h' 'hal/drivers/*.h' \
        'lib/*/include/*.h'); do
        [ "$(sed -n 2p "$header")" = '/** @file' ] || {
            echo "$header does not begin with its licence and /** @file"
            failed=1
        }
    done
    rm -rf build/doxygen
    mkdir -p build/doxygen
    doxygen docs/Doxyfile && ci/constants.py build/doxygen/xml || failed=1
    return $failed
}

gates=("$@")
[ $# -gt 0 ] || gates=("${all[@]}")
if [ "${1:-}" = --fast ]; then
    gates=()
    for gate in "${all[@]}"; do
        [[ " ${slow[*]} " == *" $gate "* ]] || gates+=("$gate")
    done
fi
failed=()
for gate in "${gates[@]}"; do
    echo "=== $gate"
    "gate_$gate" || failed+=("$gate")
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
echo "all gates passed: ${gates[*]}"
