#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks dependencies between folders, and names, by the symbols of built objects.

floors.py <nm> <build folder>...

Each folder of FLOORS may use only the symbols of those before it. Every global symbol must have a
prefix of ours, or ci/symbols.txt must name the specification that prescribes it.
"""
import collections
import fnmatch
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Lowest first. Folders in the same row do not use one another.
FLOORS = (
    ("hal/dma",),
    ("hal",),
    ("hal/drivers",),
    ("hal/linked",),
    ("hal/sim",),
    ("src/arch",),
    ("src/base",),
    ("src/log",),
    ("src/entry",),
    ("src/alarm", "src/irq", "src/heap", "src/pmp", "src/console"),
    ("src/trap",),
    ("src/hart",),
    ("src/mode",),
    ("src/context",),
    ("src/exit",),
    ("src/libc",),
    ("src/panic",),
    ("src/start",),
    ("src/test",),
    ("hal/boards",),
    ("lib",),
)
FLOOR_OF = {folder: number for number, row in enumerate(FLOORS) for folder in row}

# The upward calls: an interrupt entry calls the handler of its source, a fatal trap the panic path,
# the start main. Code whose traps resume names that part of the trap entry, and an interrupt entry
# the vectors, so that other firmware does without. A vector names the entry that switches contexts
# and, with MODES, the one for lower modes. A call of an interface names the drivers' functions that
# implement it (hal/link.h). Names that a board defines for the runtime are declared in rt/board.h
# and begin with board_.
UPWARD = (
    ("hal", "hal_links_*"),
    ("src/arch", "rti_trap_resumes"),
    ("src/entry", "rti_vectors"),
    ("src/entry", "rt_plain_*"),
    ("src/entry", "rt_nesting_*"),
    ("src/context", "rt_context_next"),
    ("src/mode", "rt_program_trap"),
    ("src/mode", "rti_program_call_table"),
    ("src/mode", "rt_program_ecall"),
    ("src/mode", "rt_program_every_call"),
    ("src/trap", "rt_vector_software"),
    ("src/trap", "rti_mode_vector"),
    ("src/trap", "rti_panic_trap"),
    ("src/trap", "rti_panic_go_on"),
    ("src/start", "main"),
)
# A driver's symbols begin with its header's name. All others begin with one of these.
PREFIXES = ("rt_", "rti_", "hal_", "board_")
# Those of a library in lib. fdt_ would be libfdt's, beside which ours can be linked.
LIBRARY_PREFIXES = {"fdt": "dtb_", "sbi": "sbi_"}

Symbol = collections.namedtuple("Symbol", "folder file name")


def place_of(build, path):
    """The folder, as in FLOORS, and the source file of an object."""
    library, file = re.search(r"(.*)/CMakeFiles/[^/]+\.dir/(.*)\.obj$",
                              str(path.relative_to(build))).groups()
    source = pathlib.PurePosixPath(library) / file
    parts = source.parts
    if parts[0] == "lib":
        return "lib", source
    return str(source.parent if len(parts) < 4 else pathlib.PurePosixPath(*parts[:2])), source


def read(nm, builds):
    """(defined, used): the global symbols of every object in hal, src and lib."""
    defined, weak, used = set(), set(), set()
    for build in map(pathlib.Path, builds):
        paths = sorted(build.glob("[hls]*/**/*.obj"))
        lines = subprocess.run([nm, "-A", "--format=posix", *paths], check=True, text=True,
                               stdout=subprocess.PIPE).stdout.splitlines()
        for line in lines:
            path, name, kind = re.match(r"(.*): (\S+) (\w)", line).groups()
            folder, file = place_of(build, pathlib.Path(path))
            # A weak reference without a definition is a use too. N is a label in debug information.
            if kind in "Uwv":
                used.add(Symbol(folder, file, name))
            elif kind in "WV":
                weak.add(Symbol(folder, file, name))
            elif kind.isupper() and kind != "N":
                defined.add(Symbol(folder, file, name))
    # A weak definition is for firmware that does not link the other one, which callers mean: also
    # those in the same file.
    names = {symbol.name for symbol in defined}
    replaced = {symbol for symbol in weak if symbol.name in names}
    return defined | (weak - replaced), used | replaced


def is_upward(user):
    return any(user.folder == folder and fnmatch.fnmatchcase(user.name, pattern)
               for folder, pattern in UPWARD)


def driver_of(file):
    """ns16550 for ns16550.c and ns16550_read.c: the driver has one header."""
    name = file.name.split(".")[0]
    while name and not (ROOT / "hal/drivers" / f"{name}.h").exists():
        name = name.rpartition("_")[0]
    return name


def wrong_arrows(defined, used):
    """Yields the symbols that a folder uses of one that it may not use."""
    owners = collections.defaultdict(list)
    for symbol in defined:
        owners[symbol.name].append(symbol)
    for user in sorted(used):
        for owner in sorted(owners[user.name]):
            if owner.file == user.file or is_upward(user):
                continue
            if owner.folder == "hal/boards" and user.name.startswith("board_"):
                continue
            same = owner.folder == user.folder and (
                user.folder != "hal/drivers" or driver_of(owner.file) == driver_of(user.file))
            if not same and FLOOR_OF[owner.folder] >= FLOOR_OF[user.folder]:
                yield f"{user.file} uses {user.name} of {owner.file}, but {user.folder} " \
                      f"may not use {owner.folder}"


def prescribed():
    """The patterns of ci/symbols.txt, each with the reason for the name."""
    patterns = {}
    for line in (ROOT / "ci/symbols.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, _, why = line.partition(" ")
            if not why.strip():
                sys.exit(f"ci/symbols.txt: {pattern} has no reason")
            patterns[pattern] = why
    return patterns


def wrong_names(defined):
    patterns = prescribed()
    unused = set(patterns)
    for symbol in sorted(defined):
        prefixes = PREFIXES
        if symbol.folder == "hal/drivers":
            prefixes += (driver_of(symbol.file) + "_",)
        elif symbol.folder == "hal/sim":
            prefixes += (symbol.file.name.split(".")[0] + "_", symbol.file.parent.name + "_")
        elif symbol.folder == "lib":
            prefixes = (LIBRARY_PREFIXES[symbol.file.parent.name],)
        if symbol.name.startswith(prefixes):
            continue
        matching = {pattern for pattern in patterns if fnmatch.fnmatchcase(symbol.name, pattern)}
        unused -= matching
        if not matching:
            yield f"{symbol.file}: {symbol.name} has no prefix of ours; an application that " \
                  "uses the name would replace it"
    yield from (f"ci/symbols.txt: {pattern} matches no symbol" for pattern in sorted(unused))


def main():
    nm, *builds = sys.argv[1:]
    defined, used = read(nm, builds)
    unknown = {symbol.folder for symbol in defined | used} - set(FLOOR_OF)
    if unknown:
        sys.exit(f"ci/floors.py: FLOORS has no place for {', '.join(sorted(unknown))}")
    missing = {folder for folder in FLOOR_OF if (ROOT / folder).is_dir()} - {
        symbol.folder for symbol in defined}
    if missing:
        sys.exit(f"ci/floors.py: nothing was built of {', '.join(sorted(missing))}")
    complaints = [*wrong_arrows(defined, used), *wrong_names(defined)]
    print("\n".join(complaints), end="\n" if complaints else "")
    return 1 if complaints else 0


sys.exit(main())
