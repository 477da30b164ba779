#!/bin/bash
# SPDX-License-Identifier: MIT
#
# ci/picolibc.sh [-c PREFIX] [-i ISA]... SOURCE [FOLDER]
#
# Builds picolibc from its SOURCE folder into FOLDER (default build/picolibc), for systems without a
# picolibc package for their compiler. Use the result with -DRIVET_PICOLIBC=FOLDER. Builds for each
# instruction set of ci/cells.json, or for those given. -c sets the part of the compiler's name
# before "gcc", such as riscv-none-elf-; so does RIVET_GCC_PREFIX in the environment. Needs meson
# and ninja.
#
# Like Debian's package the folder has two builds: one for size in lib/DIR and one for speed in
# lib/release/DIR. DIR is the output of the compiler's -print-multi-directory. An instruction set
# without its own multilib gets a library if the code of the default libgcc runs on it. Otherwise it
# is left out, with a message.
set -euo pipefail

usage() {
    echo "usage: ci/picolibc.sh [-c PREFIX] [-i ISA]... SOURCE [FOLDER]" >&2
    exit 2
}

root=$(cd "$(dirname "$0")/.." && pwd)
prefix=${RIVET_GCC_PREFIX:-}
isas=()
while getopts c:i: option; do
    case $option in
    c) prefix=$OPTARG ;;
    i) isas+=("$OPTARG") ;;
    *) usage ;;
    esac
done
shift $((OPTIND - 1))
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
    usage
fi
source=$(cd "$1" && pwd)
folder=$(realpath -m "${2:-$root/build/picolibc}")

for tool in meson ninja; do
    command -v $tool >/dev/null || {
        echo "ci/picolibc.sh: $tool is not on the PATH" >&2
        exit 1
    }
done
if [ -z "$prefix" ]; then
    for candidate in riscv64-unknown-elf- riscv64-elf- riscv-none-elf- riscv32-unknown-elf-; do
        if command -v ${candidate}gcc >/dev/null; then
            prefix=$candidate
            break
        fi
    done
fi
gcc=${prefix}gcc
if [ -z "$prefix" ] || ! command -v "$gcc" >/dev/null; then
    echo "ci/picolibc.sh: there is no RISC-V compiler; -c sets its name before gcc" >&2
    exit 1
fi
if [ ${#isas[@]} = 0 ]; then
    mapfile -t isas < <(python3 -c '
import json, sys
boards = json.load(open(sys.argv[1]))["boards"].values()
print("\n".join(sorted({isa for isas in boards for isa in isas})))' "$root/ci/cells.json")
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The same ABI as in cmake/RivetTargetFlags.cmake.
abi_of() {
    local abi=ilp32
    case $1 in rv64*) abi=lp64 ;; esac
    case $1 in
    rv??e*) abi+=e ;;
    rv??g* | *d*) abi+=d ;;
    *f*) abi+=f ;;
    esac
    echo $abi
}

# The flags of the multilib DIR, as the compiler lists them.
flags_of() {
    "$gcc" -print-multi-lib | sed -n "s|^$1;||p" | tr '@' '\n' | sed -n 's/^\(..*\)/-\1/p'
}

# Whether libgcc's code runs on ISA, by the attributes that the linker merges.
libgcc_serves() {
    local isa=$1 abi=$2 merged letter
    echo 'int __popcountdi2(long long); int _start(void) { return __popcountdi2(3); }' \
        >"$scratch/use.c"
    "$gcc" -march="$isa" -mabi="$abi" -nostdlib "$scratch/use.c" -lgcc -o "$scratch/use" \
        2>/dev/null || return 1
    merged=$("${prefix}readelf" -A "$scratch/use" | sed -n 's/.*Tag_RISCV_arch: "rv..\(.*\)"/\1/p')
    for letter in $(tr '_' '\n' <<<"$merged" | sed -n 's/^\([a-z]\)[0-9].*/\1/p'); do
        case ${isa/g/imafd} in
        rv??*"$letter"*) ;;
        *) return 1 ;;
        esac
    done
}

# build DIR BUILDTYPE FLAG... installs a library in lib/DIR.
build() {
    local dir=$1 type=$2 flag list="'-nostdlib', '-mcmodel=medany'" relative
    relative=$(realpath -m --relative-to="$scratch/build" "$source")
    shift 2
    # Makes the paths in debug information independent of the build's folder.
    for flag in "$@" "-ffile-prefix-map=$relative=picolibc" "-ffile-prefix-map=$source=picolibc" \
        "-ffile-prefix-map=$scratch/build=picolibc/build"; do
        # crt0 has CSR instructions, which are an extension for GCC 12 and later.
        [[ ! $flag =~ ^-march=rv..[^g_]*$ ]] || flag+=_zicsr
        list+=", '$flag'"
    done
    cat >"$scratch/cross" <<END
[binaries]
c = ['$gcc', $list]
ar = '${prefix}ar'
nm = '${prefix}nm'
strip = '${prefix}strip'
[host_machine]
system = 'none'
cpu_family = '$family'
cpu = 'riscv'
endian = 'little'
[properties]
skip_sanity_check = true
END
    rm -rf "$scratch/build"
    if ! meson setup --cross-file "$scratch/cross" --prefix "$folder" --libdir "lib/$dir" \
        --includedir include --buildtype "$type" -Dmultilib=false -Dspecsdir=none -Dtests=false \
        "$scratch/build" "$source" >"$scratch/log" ||
        ! ninja -C "$scratch/build" install >"$scratch/log"; then
        tail -n 30 "$scratch/log" >&2
        echo "ci/picolibc.sh: picolibc can't be built for $dir" >&2
        exit 1
    fi
    echo "built lib/$dir"
}

mkdir -p "$folder"
declare -A built=()
for isa in "${isas[@]}"; do
    abi=$(abi_of "$isa")
    family=riscv${isa:2:2}
    dir=$("$gcc" -march="$isa" -mabi="$abi" -print-multi-directory)
    mapfile -t flags < <(flags_of "$dir")
    if [ ${#flags[@]} = 0 ]; then
        if ! libgcc_serves "$isa" "$abi"; then
            echo "left out $isa: $gcc has no libgcc whose code runs on it"
            continue
        fi
        [ "$dir" = . ] || flags=(-march="$isa" -mabi="$abi")
    fi
    [ -z "${built[$dir]:-}" ] || continue
    built[$dir]=1
    build "$dir" minsize "${flags[@]}" -msave-restore
    build "release/$dir" release "${flags[@]}"
    [ "$dir" = . ] || cp "$folder/lib/$dir/picolibc.ld" "$folder/lib/"
done
if [ ${#built[@]} = 0 ]; then
    echo "ci/picolibc.sh: nothing was built" >&2
    exit 1
fi
