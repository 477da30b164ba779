#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs tools/rivet_image.py where there are images of another build, and prints what is left.

at.py <objcopy> <firmware.elf> [<GNU objcopy>]

With a third argument the tool is run on a copy of the firmware that also has a section far away
that no segment has.
An image that was written is compared with the ELF file byte by byte. The exit status is the tool's,
or 99 after a mistake.
"""
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[1]))
from image_files import Loaded, Mistake, check_bin, check_hex  # noqa: E402

TOOL = HERE.parents[3] / "tools/rivet_image.py"
OBJCOPY, ELF = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
if len(sys.argv) > 3:
    ELF = ELF.with_suffix(".outside.elf")
BIN, HEX = ELF.with_suffix(".bin"), ELF.with_suffix(".hex")
OLD = b"an image of another build"


def look_at(path, check):
    if not path.exists():
        print(f"{path.name} is away")
    elif path.read_bytes() == OLD:
        print(f"{path.name} is old")
    else:
        check()
        print(f"{path.name} is right")


def add_section():
    section = ELF.with_suffix(".section")
    section.write_bytes(b"contents")
    subprocess.run([sys.argv[3], "--add-section", f".far={section}",
                    "--set-section-flags", ".far=alloc,load,readonly,contents",
                    "--change-section-address", ".far=0xc0000000", sys.argv[2], ELF], check=True)


def main():
    if len(sys.argv) > 3:
        add_section()
    for path in (BIN, HEX):
        path.write_bytes(OLD)
    result = subprocess.run([sys.executable, TOOL, OBJCOPY, ELF, BIN, HEX],
                            stdout=subprocess.PIPE, text=True)
    print(result.stdout)
    address = re.search(r"which belong at (\w+)", result.stdout)
    look_at(BIN, lambda: check_bin(Loaded(ELF), BIN.read_bytes(), int(address.group(1), 16)))
    look_at(HEX, lambda: check_hex(Loaded(ELF), HEX.read_text(encoding="ascii")))
    left = [path.name for path in ELF.parent.glob(ELF.stem + "*.new")]
    if left:
        raise Mistake(f"{left} was left behind")
    return result.returncode


try:
    sys.exit(main())
except Mistake as mistake:
    print(mistake, file=sys.stderr)
    sys.exit(99)
