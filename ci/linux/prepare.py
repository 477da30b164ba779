#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes what QEMU loads.

prepare.py kernel FROM TO            unpacks Debian's kernel to a flat image
prepare.py initrd TO NAME=FILE...    writes an initramfs with these programs, a "newc" archive

The formats are documented in the kernel's arch/riscv/boot-image-header.rst, and in
driver-api/early-userspace/buffer-format.rst.
"""

import gzip
import struct
import sys


def unpacked(image):
    """QEMU loads only what is not compressed. Other suites may compress the kernel, also inside
    an EFI program ("zboot")."""
    if image[:4] == b"MZ\0\0" and image[4:8] == b"zimg":
        start, size = struct.unpack_from("<II", image, 8)
        image = image[start:start + size]
    if image[:2] == b"\x1f\x8b":
        image = gzip.decompress(image)
    if image[0x30:0x35] != b"RISCV" or image[0x38:0x3c] != b"RSC\x05":
        sys.exit("prepare.py: the kernel is no RISC-V image, or is compressed by other than gzip")
    return image


class Archive:
    def __init__(self):
        self.content = bytearray()
        self.number = 0

    def align(self):
        self.content.extend(b"\0" * (-len(self.content) % 4))

    def add(self, name, mode, data=b"", device=(0, 0)):
        self.number += 1
        name = name.encode() + b"\0"
        fields = [self.number, mode, 0, 0, 1, 0, len(data), 0, 0, *device, len(name), 0]
        self.content += b"070701" + b"".join(b"%08X" % field for field in fields) + name
        self.align()
        self.content += data
        self.align()


def initrd(files):
    archive = Archive()
    archive.add("bin", 0o040755)
    archive.add("dev", 0o040755)
    archive.add("dev/console", 0o020600, device=(5, 1))
    for file in files:
        name, path = file.split("=", 1)
        with open(path, "rb") as stream:
            archive.add(name, 0o100755, stream.read())
    archive.add("TRAILER!!!", 0)
    return archive.content


def main(what, *arguments):
    if what == "kernel":
        with open(arguments[0], "rb") as stream:
            content = unpacked(stream.read())
        path = arguments[1]
    else:
        path = arguments[0]
        content = initrd(arguments[1:])
    with open(path, "wb") as stream:
        stream.write(content)


main(*sys.argv[1:])
