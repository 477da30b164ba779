#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes a firmware's flat image and its Intel HEX file, and prints where the flat image belongs.

rivet_image.py OBJCOPY FIRMWARE.elf FILE.bin FILE.hex [FAMILY FILE.uf2]

OBJCOPY is GNU's or LLVM's. FAMILY is the number of a chip's family in UF2 files, which the chip's
boot loader takes from a USB drive. A file whose contents stay the same is not touched, unless it is
older than the firmware, so that it does not look like an old one (rivet-run --load). A format that
can't hold the firmware is left out, with the reason, and an old file of that format is removed.
Exit status 1: no format can.
"""
import os
import pathlib
import struct
import subprocess
import sys

# Bytes that a flat image may spend on gaps.
MOST_GAPS = 64 << 20
# Bytes of the image in a block of a UF2 file, and the file's constants.
UF2_PAYLOAD = 256
UF2_START, UF2_START_2, UF2_END = 0x0A324655, 0x9E5D5157, 0x0AB16F30
UF2_HAS_FAMILY = 0x2000
PT_LOAD, SHT_NOBITS, SHF_ALLOC = 1, 8, 2


def fail(text):
    sys.exit(f"rivet_image.py: {text}")


def table(data, offset, size, count, form):
    return [struct.unpack_from(form, data, offset + index * size) for index in range(count)]


def headers(data):
    """The loaded segments (file offset, load address, file size) and the sections (type, flags,
    file offset, size)."""
    if data[4] == 2:
        segments = table(data, *struct.unpack_from("<Q", data, 32),
                         *struct.unpack_from("<HH", data, 54), "<II4Q")
        segments = [(item[2], item[4], item[5]) for item in segments if item[0] == PT_LOAD]
        sections = table(data, *struct.unpack_from("<Q", data, 40),
                         *struct.unpack_from("<HH", data, 58), "<II4Q")
    else:
        segments = table(data, *struct.unpack_from("<I", data, 28),
                         *struct.unpack_from("<HH", data, 42), "<5I")
        segments = [(item[1], item[3], item[4]) for item in segments if item[0] == PT_LOAD]
        sections = table(data, *struct.unpack_from("<I", data, 32),
                         *struct.unpack_from("<HH", data, 46), "<6I")
    return segments, [(item[1], item[2], item[4], item[5]) for item in sections]


def load_ranges(elf):
    """The ranges of load addresses that objcopy writes: those of sections that have contents."""
    try:
        data = elf.read_bytes()
    except OSError as error:
        fail(f"{elf} can't be read: {error.strerror}.")
    if data[:4] != b"\x7fELF" or data[5] != 1:
        fail(f"{elf} is not a little-endian ELF file.")
    segments, sections = headers(data)
    ranges = []
    for kind, flags, offset, size in sections:
        if kind == SHT_NOBITS or not flags & SHF_ALLOC or size == 0:
            continue
        loads = [load + offset - start for start, load, length in segments
                 if start <= offset and offset + size <= start + length]
        if not loads:
            fail(f"{elf} has a section with contents that is in no loaded segment, at offset "
                 f"{offset:#x} of the file: make it NOLOAD, or put it into a segment.")
        ranges.append((loads[0], loads[0] + size))
    if not ranges:
        fail(f"{elf} has nothing to load.")
    return sorted(ranges)


def largest_gap(ranges):
    """The size of the largest gap, and the addresses where it begins and ends."""
    gaps = [(after[0] - before[1], before[1], after[0])
            for before, after in zip(ranges, ranges[1:])]
    return max(gaps, default=(0, 0, 0))


def write(objcopy, form, elf, path):
    new = path.with_name(path.name + ".new")
    try:
        subprocess.run([objcopy, "-O", form, elf, new], check=True)
    except OSError as error:
        fail(f"objcopy can't be run ({objcopy}: {error.strerror}): install the binutils for RISC-V "
             "(Debian: binutils-riscv64-unknown-elf), or for Clang the package llvm, and configure "
             "with --fresh; or set CMAKE_OBJCOPY to its path.")
    except subprocess.CalledProcessError as error:
        new.unlink(missing_ok=True)
        fail(f"{objcopy} failed with status {error.returncode}.")
    replace(new, elf, path)


def replace(new, elf, path):
    """Makes the new file the file, unless it has the same contents."""
    if path.exists() and path.read_bytes() == new.read_bytes():
        new.unlink()
        if path.stat().st_mtime_ns < elf.stat().st_mtime_ns:
            path.touch()
    else:
        os.replace(new, path)


def write_bin(objcopy, elf, path, ranges):
    start, end = ranges[0][0], ranges[-1][1]
    gaps = end - start - sum(last - first for first, last in ranges)
    if gaps > MOST_GAPS:
        size, low, high = largest_gap(ranges)
        path.unlink(missing_ok=True)
        print(f"{path.name} is not written: its segments are too far apart, with nothing from "
              f"{low:#x} to {high:#x} ({size >> 20} MiB). Use {path.stem}.hex.")
        return False
    write(objcopy, "binary", elf, path)
    print(f"{path.name} has {end - start} bytes, which belong at {start:#x}.")
    return True


def write_hex(objcopy, elf, path, ranges):
    end = ranges[-1][1]
    if end > 1 << 32:
        path.unlink(missing_ok=True)
        print(f"{path.name} is not written: Intel HEX has addresses of 32 bits, and the image ends "
              f"at {end:#x}.")
        return False
    write(objcopy, "ihex", elf, path)
    return True


def write_uf2(elf, flat, path, family, start):
    """Writes the flat image in blocks that say where each belongs."""
    data = flat.read_bytes()
    count = -(-len(data) // UF2_PAYLOAD)
    new = path.with_name(path.name + ".new")
    with new.open("wb") as file:
        for number in range(count):
            part = data[number * UF2_PAYLOAD:(number + 1) * UF2_PAYLOAD]
            file.write(struct.pack("<8I476sI", UF2_START, UF2_START_2, UF2_HAS_FAMILY,
                                   start + number * UF2_PAYLOAD, UF2_PAYLOAD, number, count,
                                   family, part, UF2_END))
    replace(new, elf, path)
    print(f"{path.name} has {count} blocks of family {family:#x}.")


def main():
    if len(sys.argv) not in (5, 7):
        sys.exit(__doc__)
    objcopy, elf, flat, ihex = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
    ranges = load_ranges(elf)
    written = [write_bin(objcopy, elf, flat, ranges), write_hex(objcopy, elf, ihex, ranges)]
    if len(sys.argv) == 7:
        uf2 = pathlib.Path(sys.argv[6])
        if written[0] and ranges[-1][1] <= 1 << 32:
            write_uf2(elf, flat, uf2, int(sys.argv[5], 0), ranges[0][0])
        else:
            uf2.unlink(missing_ok=True)
            print(f"{uf2.name} is not written: it takes a flat image below 4 GiB.")
    if not any(written):
        fail(f"no format can hold {elf.name}.")


main()
