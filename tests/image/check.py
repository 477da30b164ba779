#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes a firmware's images and compares them with its ELF file byte by byte.

check.py <build folder> <firmware.elf> [relink]

They must be made only if they are not as they should be. With "relink" the firmware is linked for
them first. Finally each of a list of errors is put
into the images, and the checks must report every one.
"""
import pathlib
import re
import subprocess
import sys

from image_files import Loaded, Mistake, check_bin, check_hex

BUILD, ELF = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
BIN, HEX = ELF.with_suffix(".bin"), ELF.with_suffix(".hex")


def make_images():
    """Returns the address that the target prints."""
    output = subprocess.run(["cmake", "--build", BUILD, "--target", f"image-{ELF.stem}"],
                            check=True, stdout=subprocess.PIPE, text=True).stdout
    line = re.search(rf"^{BIN.name} has (\d+) bytes, which belong at 0x([0-9a-f]+)\.$",
                     output, re.M)
    if not line or int(line.group(1)) != BIN.stat().st_size:
        raise Mistake(f"the target does not print the size and address: {output}")
    return int(line.group(2), 16)


def times():
    return [path.stat().st_mtime_ns for path in (BIN, HEX)]


def check_is_made_on_demand(address):
    """The images are not touched if they are right, and else are made."""
    before = times()
    make_images()
    if times() != before:
        raise Mistake("images were written again, though the firmware is the same")
    contents = [path.read_bytes() for path in (BIN, HEX)]
    BIN.unlink()
    HEX.write_bytes(b"of another build")
    if make_images() != address or [path.read_bytes() for path in (BIN, HEX)] != contents:
        raise Mistake("images that are missing or old were not made")


def errors(loaded, data, text, address):
    """Wrong images: a name, and the call that must find it out."""
    lines = text.splitlines(keepends=True)
    last = bytes([data[-1] ^ 1])
    half = len(lines) // 2
    moved = [line for line in lines if not line.startswith(":02000004")]
    yield "wrong last byte", check_bin, (loaded, data[:-1] + last, address)
    yield "wrong first byte", check_bin, (loaded, bytes([data[0] ^ 128]) + data[1:], address)
    yield "byte too few", check_bin, (loaded, data[:-1], address)
    yield "byte too many", check_bin, (loaded, data + b"\0", address)
    yield "wrong address", check_bin, (loaded, data, address + 4)
    yield "lost record", check_hex, (loaded, "".join(lines[:half] + lines[half + 1:]))
    yield "record twice", check_hex, (loaded, "".join(lines[:half] + lines[half - 1:]))
    yield "wrong digit", check_hex, (loaded, text.replace(":10", ":11", 1))
    yield "no high address", check_hex, (loaded, "".join(moved))
    yield "no end", check_hex, (loaded, "".join(lines[:-1]))
    yield "no start address", check_hex, (loaded, re.sub(r"^:04000005.*\n", "", text, flags=re.M))


def main():
    if sys.argv[3:] == ["relink"]:
        ELF.unlink()
    address = make_images()
    loaded = Loaded(ELF)
    data, text = BIN.read_bytes(), HEX.read_text(encoding="ascii")
    check_bin(loaded, data, address)
    check_hex(loaded, text)
    if loaded.entry != address:
        raise Mistake(f"the entry {loaded.entry:#x} is not where the image begins, {address:#x}")
    check_is_made_on_demand(address)
    for name, check, arguments in errors(loaded, data, text, address):
        try:
            check(*arguments)
        except Mistake:
            continue
        raise Mistake(f"no check finds out this error: {name}")


try:
    main()
except Mistake as mistake:
    sys.exit(f"{ELF.stem}: {mistake}")
